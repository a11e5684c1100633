using BulkExtractor.Catalog;

namespace BulkExtractor.Pipeline;

/// <summary>The requests that were sent and have not come back. Used by the dispatcher alone.</summary>
internal sealed class RequestsUnderWay
{
    private readonly List<(Task Task, long BatchId, Model Model)> _requests = [];

    public int Count => _requests.Count;

    public int Of(long batchId) => _requests.Count(request => request.BatchId == batchId);

    public int To(Model model) => _requests.Count(request => request.Model == model);

    public int ToAccount(string account) => _requests.Count(request => request.Model.Account.Id == account);

    public void Add(Task task, long batchId, Model model) => _requests.Add((task, batchId, model));

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
}
