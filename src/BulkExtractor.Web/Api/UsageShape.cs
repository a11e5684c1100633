using BulkExtractor.Forecasting;
using Provided = BulkExtractor.Models.Account;

namespace BulkExtractor.Web.Api;

/// <summary>What the last days' requests took and brought, as <c>bulk models --days 30 --json</c> tells it.</summary>
/// <param name="Days">How many days; today is the last of them.</param>
/// <param name="Requests">The requests that were sent.</param>
/// <param name="Wasted">The requests that brought no new answer.</param>
/// <param name="Rows">The documents, or parts of them, that were answered.</param>
/// <param name="Cost">US dollars.</param>
internal sealed record SpanShape(int Days, long Requests, long Wasted, long Rows, TokenShape Tokens, decimal Cost)
{
    /// <summary>The days on which something was asked, the earliest first.</summary>
    public required IReadOnlyList<DayUsageShape> ByDay { get; init; }

    /// <summary>By account, the most asked first.</summary>
    public required IReadOnlyList<AccountUsageShape> Accounts { get; init; }

    /// <summary>By model, the most asked first.</summary>
    public required IReadOnlyList<ModelUsageShape> Models { get; init; }

    /// <summary>By job, the most asked first.</summary>
    public required IReadOnlyList<JobUsageShape> Jobs { get; init; }

    /// <summary>How many requests were wasted on what.</summary>
    public required IReadOnlyDictionary<string, int> WastedOn { get; init; }

    public static SpanShape From(SpanUsage span)
    {
        var all = span.Total;
        return new(span.Days, all.Requests, all.Wasted, all.Rows, TokenShape.From(all), all.Cost)
        {
            ByDay = [.. span.ByDay.Select(DayUsageShape.From)],
            Accounts = [.. span.Accounts.Select(AccountUsageShape.From)],
            Models = [.. span.Models.Select(ModelUsageShape.From)],
            Jobs = [.. span.Jobs.Select(JobUsageShape.From)],
            WastedOn = span.Waste.ToDictionary(wasted => wasted.Kind, wasted => wasted.Requests),
        };
    }
}

/// <summary>Tokens, as far as providers told.</summary>
/// <param name="Prompt">Those read.</param>
/// <param name="Completion">Those written.</param>
/// <param name="Thoughts">Those of the written ones that were thoughts.</param>
internal sealed record TokenShape(long Prompt, long Completion, long Thoughts)
{
    public static TokenShape From(Usage usage) =>
        new(usage.PromptTokens, usage.CompletionTokens, usage.ThoughtTokens);
}

/// <summary>What the requests of a day took and brought.</summary>
internal sealed record DayUsageShape(
    string Day, long Requests, long Wasted, long Rows, TokenShape Tokens, decimal Cost)
{
    public static DayUsageShape From(DayUsage day) => new(
        UsageJson.NameOf(day.Day),
        day.Usage.Requests,
        day.Usage.Wasted,
        day.Usage.Rows,
        TokenShape.From(day.Usage),
        day.Usage.Cost);
}

/// <summary>What requests to an account took and brought.</summary>
internal sealed record AccountUsageShape(
    string Account, long Requests, long Wasted, long Rows, TokenShape Tokens, decimal Cost)
{
    public static AccountUsageShape From(NamedUsage account) => new(
        Provided.NameIn(account.Name),
        account.Usage.Requests,
        account.Usage.Wasted,
        account.Usage.Rows,
        TokenShape.From(account.Usage),
        account.Usage.Cost);
}

/// <summary>What requests to a model took and brought.</summary>
/// <param name="Id">The model; null for requests of which only the sums are left.</param>
internal sealed record ModelUsageShape(
    string? Id, string? Account, long Requests, long Wasted, long Rows, TokenShape Tokens, decimal Cost)
{
    public static ModelUsageShape From(ModelUsage model) => new(
        model.Model,
        model.Account is { } account ? Provided.NameIn(account) : null,
        model.Usage.Requests,
        model.Usage.Wasted,
        model.Usage.Rows,
        TokenShape.From(model.Usage),
        model.Usage.Cost);
}

/// <summary>What requests for a job took and brought.</summary>
internal sealed record JobUsageShape(
    string Job, long Requests, long Wasted, long Rows, TokenShape Tokens, decimal Cost)
{
    public static JobUsageShape From(NamedUsage job) => new(
        job.Name,
        job.Usage.Requests,
        job.Usage.Wasted,
        job.Usage.Rows,
        TokenShape.From(job.Usage),
        job.Usage.Cost);
}
