using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>A batch as this worker works on it: its models with what fits into a request to each.</summary>
internal sealed class BatchPlan
{
    private readonly Dictionary<Model, PackBudget> _budgets;

    public BatchPlan(Batch batch, IReadOnlyList<Model> pool)
    {
        Batch = batch;
        Candidates = ModelChooser.Candidates(pool, batch);
        var overhead = Prompt.OverheadTokens(batch.Definition);
        _budgets = Candidates.ToDictionary(
            model => model,
            model => PackBudget.Of(model, batch.Definition, batch.Settings.Pack, overhead));
    }

    public Batch Batch { get; }

    public IReadOnlyList<Model> Candidates { get; }

    /// <summary>Whether the last look found no more due chunks: a pack that is not full will hardly fill.</summary>
    public bool Dry { get; set; }

    /// <summary>The monotonic timestamp of the latest request of the batch from here; 0 before the first.</summary>
    public long LastSentAt { get; set; }

    /// <summary>What the batch is said to wait for.</summary>
    public string? WaitingFor { get; set; }

    public PackBudget Budget(Model model) => _budgets[model];
}
