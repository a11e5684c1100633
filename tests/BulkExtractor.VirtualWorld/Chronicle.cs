namespace BulkExtractor.VirtualWorld;

/// <summary>What happened in a world until its end.</summary>
public sealed record Chronicle(Scenario Scenario, TimeSpan End)
{
    /// <summary>The documents without a result.</summary>
    public int Open { get; init; }

    /// <summary>The documents that were given up.</summary>
    public int Failed { get; init; }

    /// <summary>The answers to documents that had one.</summary>
    public int Doubles { get; init; }

    /// <summary>The requests that arrived.</summary>
    public int Requests { get; init; }

    /// <summary>Those that arrived in a full minute, or another short window.</summary>
    public int OverMinute { get; init; }

    /// <summary>Those that arrived on a spent day, or in another long window.</summary>
    public int OverDay { get; init; }

    /// <summary>Those that arrived while as many were under way as may be.</summary>
    public int Crowded { get; init; }

    /// <summary>Those that brought nothing because of an injected fault.</summary>
    public int Unlucky { get; init; }

    /// <summary>Those that brought nothing otherwise.</summary>
    public int Wasted { get; init; }

    /// <summary>The rows of each day.</summary>
    public IReadOnlyList<int> RowsByDay { get; init; } = [];

    /// <summary>The requests of each day.</summary>
    public IReadOnlyList<int> RequestsByDay { get; init; } = [];

    /// <summary>The requests to each model that came back, and the rows they brought.</summary>
    public IReadOnlyDictionary<string, (int Requests, int Rows)> ByModel { get; init; } =
        new Dictionary<string, (int, int)>();

    /// <summary>How often which limit of whom refused.</summary>
    public IReadOnlyDictionary<string, int> Refusals { get; init; } = new Dictionary<string, int>();

    /// <summary>When the last row came.</summary>
    public TimeSpan LastRowAt { get; init; }

    /// <summary>The days that were full of work: all but the last.</summary>
    public int FullDays => Math.Max(0, RowsByDay.Count - 1);

    /// <summary>The rows of an average full day.</summary>
    public double RowsADay => RowsByDay.Take(FullDays).DefaultIfEmpty().Average();

    /// <summary>
    /// The bound of the linear program: one limit a day is shared by all, so every request goes to the model that
    /// brings most, as if it was known from the start and never out.
    /// </summary>
    public double MostRowsADay =>
        Scenario.PerDay * (1 - Scenario.Upstream) * Scenario.Models.Max(model => Math.Min(model.Capacity, MostInPack));

    private const int MostInPack = 25;
}
