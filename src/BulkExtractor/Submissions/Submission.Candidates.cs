using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Submissions;

/// <content>Which models may work on it.</content>
public sealed partial class Submission
{
    private static IReadOnlyList<Model> CandidatesOf(NewBatch batch, Job job, Pool pool)
    {
        var candidates = CandidatesOf(batch, pool, new TrainingConsent(job.Models, pool));
        if (job.Input.Image is null) return candidates;
        return candidates.Where(model => model.ReadsImages).ToList() is { Count: > 0 } seeing
            ? seeing
            : throw new InputException(
                $"no model that may work on {batch.Definition.Name} reads pictures: "
                + "name one with 'inputs: [text, image]'");
    }

    private static IReadOnlyList<Model> CandidatesOf(NewBatch batch, Pool pool, TrainingConsent consent)
    {
        var (tiers, models) = (batch.Settings.Tiers, batch.Settings.Models);
        var needsBudget = batch.Settings.MaxCost == 0 && tiers.Contains(Tier.Paid);
        return ModelChooser.Candidates(pool.Models, Plan(batch)) is { Count: > 0 } candidates
            ? candidates
            : throw new InputException(
                $"no model of the pool may work on {batch.Definition.Name}: "
                + $"its tiers are {string.Join(", ", tiers).ToLowerInvariant()}"
                + (models.Count == 0 ? "" : $", its models {string.Join(", ", models)}")
                + (needsBudget ? "; paid models need a budget: --max-cost, or models.max_cost_usd in job.yaml" : "")
                + string.Concat(consent.Missing.Select(sentence => $"; {sentence}")));
    }

    private Provider MayRead(Provider left)
    {
        var plan = Plan(Batch) with { Accounts = [left.Account.Id] };
        var models = ModelChooser.Candidates(left.Models, plan);
        return left with { Models = [.. models.Where(model => Job.Input.Image is null || model.ReadsImages)] };
    }
}
