using BulkExtractor.Catalog;

namespace BulkExtractor.Pipeline;

/// <summary>The requests that were sent and have not come back. Used by the dispatcher alone.</summary>
internal sealed class RequestsUnderWay(PipelineOptions options)
{
    private readonly List<(Task Task, Model Model)> _requests = [];

    public int Count => _requests.Count;

    public int To(Model model) => _requests.Count(request => request.Model == model);

    /// <summary>Whether one more request to a model may be under way, beside those that are about to be.</summary>
    public bool HasRoom(Model model, IReadOnlyCollection<ChosenPack> next) =>
        Count + next.Count < options.Parallelism
        && (model.Account.Parallel is not { } most
            || CountOf(model.Account, _requests.Select(request => request.Model))
                + CountOf(model.Account, next.Select(pack => pack.Model)) < most);

    public void Add(Task task, Model model) => _requests.Add((task, model));

    /// <summary>Lets go of those that ended; an unexpected failure of one is thrown here.</summary>
    public async Task ReapAsync()
    {
        for (var i = _requests.Count - 1; i >= 0; i--)
        {
            var task = _requests[i].Task;
            if (!task.IsCompleted) continue;
            _requests.RemoveAt(i);
            await task;
        }
    }

    private static int CountOf(Account account, IEnumerable<Model> models) =>
        models.Count(model => model.Account.Id == account.Id);
}
