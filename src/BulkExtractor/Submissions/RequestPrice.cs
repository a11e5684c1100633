using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Submissions;

/// <summary>What asking again costs after a job changed.</summary>
public static class RequestPrice
{
    private const int UsualPack = 10;

    /// <summary>The requests for some documents that have results already; an estimate.</summary>
    /// <param name="pool">Its roomiest model that costs nothing tells how much goes into a request.</param>
    public static int Estimate(Job job, DefinitionDiff diff, int documents, Pool pool)
    {
        if (diff.AllBecause is null && diff.Asked.Count == 0) return 0;

        var asked = diff.AllBecause is null ? PartialDefinition.Create(job.Definition, diff.Asked) : job.Definition;
        var (pack, overhead) = (job.Pack ?? UsualPack, Prompt.OverheadTokens(asked));
        var rows = pool.Models
            .Where(model => model.Tier != Tier.Paid && job.Models.Tiers.Contains(model.Tier))
            .Select(model => PackBudget.Calculate(model, asked, pack, overhead).Documents)
            .DefaultIfEmpty(pack)
            .Max();
        return (documents + rows - 1) / rows;
    }
}
