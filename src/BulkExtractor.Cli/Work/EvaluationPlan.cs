using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Schema;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>What an evaluation measures: a job's gold, by some models of a pool.</summary>
internal sealed class EvaluationPlan(Job job, GoldSet gold, Pool pool, IReadOnlyList<string> wished)
{
    // No gold rides along: it would calibrate the confidences that are measured here.
    private readonly Job _job = job with { Input = GoldSet.Input, Sentinel = 0, Gold = [] };

    public GoldSet Gold => gold;

    /// <summary>What the user should know of the models before their texts are sent.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    public FieldSchema Fields => job.Definition.Fields;

    /// <summary>Every model with every pack size, with the requests each will take if nothing fails.</summary>
    public async Task<IReadOnlyList<PlannedMeasure>> ListAsync(
        IReadOnlyList<int> packs, CancellationToken cancellationToken)
    {
        // A pack holds no more rows than there are.
        packs = [.. packs.Select(pack => Math.Clamp(gold.Rows.Count, 1, pack)).Distinct()];
        await using var all = await OpenAsync(wished, packs[0], cancellationToken);
        Notices = all.TrainingNotices;
        var models = all.Candidates.Select(model => model.Id).Distinct().ToList();
        if (wished.Except(models).FirstOrDefault() is { } stranger)
            throw new InputException($"--models {stranger}: the pool has none of that name for this job");

        var measures = new List<PlannedMeasure>();
        foreach (var model in models)
        {
            foreach (var pack in packs)
            {
                await using var one = await OpenAsync([model], pack, cancellationToken);
                measures.Add(new PlannedMeasure(model, pack, one.EstimateRequests(gold.Rows.Count)));
            }
        }

        return measures;
    }

    /// <summary>The gold's texts for one model, in packs of one size; nothing is reused.</summary>
    public Task<Submission> OpenAsync(PlannedMeasure asked, CancellationToken cancellationToken) =>
        OpenAsync([asked.Model], asked.Pack, cancellationToken);

    private Task<Submission> OpenAsync(
        IReadOnlyList<string> models, int pack, CancellationToken cancellationToken)
    {
        var options = new SubmitOptions(gold.Name) { Models = models, Pack = pack, Fresh = true };
        return Submission.OpenAsync(gold.ToCsv(), _job, options, pool, cancellationToken);
    }
}

/// <summary>A model that is to be measured in packs of one size.</summary>
/// <param name="Requests">What it will take if nothing fails.</param>
internal sealed record PlannedMeasure(string Model, int Pack, int Requests);
