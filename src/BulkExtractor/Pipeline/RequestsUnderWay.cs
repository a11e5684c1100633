using BulkExtractor.Models;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>The packs that were chosen and whose results were not handed on yet: they take up room.</summary>
internal sealed class RequestsUnderWay(PipelineOptions options) : IPackObserver
{
    private readonly HashSet<InFlight> _packs = [];

    /// <summary>The packs for a model.</summary>
    public int To(Model model)
    {
        lock (_packs) return _packs.Count(pack => pack.Model == model);
    }

    /// <summary>Whether one more pack for a model may be under way.</summary>
    /// <param name="hasAnswered">Before its first answer there is room for one.</param>
    public bool HasRoom(Model model, bool hasAnswered = true)
    {
        lock (_packs)
        {
            return _packs.Count < options.Parallelism
                && (hasAnswered || !_packs.Any(pack => pack.Model == model))
                && (model.Account.Parallel is not { } most
                    || _packs.Count(pack => pack.Model.Account.Id == model.Account.Id) < most);
        }
    }

    /// <inheritdoc/>
    public void Chosen(InFlight pack)
    {
        lock (_packs) _packs.Add(pack);
    }

    /// <inheritdoc/>
    public void Answered(InFlight pack, AttemptResult result) => Returned(pack);

    /// <inheritdoc/>
    public void Returned(InFlight pack)
    {
        lock (_packs) _packs.Remove(pack);
    }
}
