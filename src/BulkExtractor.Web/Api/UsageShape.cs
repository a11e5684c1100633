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
            ByDay = [.. span.ByDay.Select(day => new DayUsageShape(day))],
            Accounts = [.. span.Accounts.Select(account => new AccountUsageShape(account))],
            Models = [.. span.Models.Select(model => new ModelUsageShape(model))],
            Jobs = [.. span.Jobs.Select(job => new JobUsageShape(job))],
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

/// <summary>What requests took and brought.</summary>
internal abstract record UsageShape
{
    protected UsageShape(Usage usage)
    {
        (Requests, Wasted, Rows, Cost) = (usage.Requests, usage.Wasted, usage.Rows, usage.Cost);
        Tokens = TokenShape.From(usage);
    }

    /// <summary>The requests that were sent.</summary>
    public long Requests { get; }

    /// <summary>The requests that brought no new answer.</summary>
    public long Wasted { get; }

    /// <summary>The documents, or parts of them, that were answered.</summary>
    public long Rows { get; }

    /// <summary>What they read and wrote.</summary>
    public TokenShape Tokens { get; }

    /// <summary>US dollars.</summary>
    public decimal Cost { get; }
}

/// <summary>What the requests of a day took and brought.</summary>
internal sealed record DayUsageShape : UsageShape
{
    public DayUsageShape(DayUsage day)
        : base(day.Usage) => Day = UsageJson.NameOf(day.Day);

    /// <summary>The day: 2026-11-30.</summary>
    public string Day { get; }
}

/// <summary>What requests to an account took and brought.</summary>
internal sealed record AccountUsageShape : UsageShape
{
    public AccountUsageShape(NamedUsage account)
        : base(account.Usage) => Account = Provided.NameIn(account.Name);

    /// <summary>The account.</summary>
    public string Account { get; }
}

/// <summary>What requests to a model took and brought.</summary>
internal sealed record ModelUsageShape : UsageShape
{
    public ModelUsageShape(ModelUsage model)
        : base(model.Usage)
    {
        Id = model.Model;
        Account = model.Account is { } account ? Provided.NameIn(account) : null;
    }

    /// <summary>The model; null for requests of which only the sums are left.</summary>
    public string? Id { get; }

    /// <summary>Its account; null where the model is.</summary>
    public string? Account { get; }
}

/// <summary>What requests for a job took and brought.</summary>
internal sealed record JobUsageShape : UsageShape
{
    public JobUsageShape(NamedUsage job)
        : base(job.Usage) => Job = job.Name;

    /// <summary>The job.</summary>
    public string Job { get; }
}
