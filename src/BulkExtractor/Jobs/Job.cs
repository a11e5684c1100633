namespace BulkExtractor.Jobs;

/// <summary>
/// A folder in <c>jobs/</c>: what to extract, and how its batches are run unless the user says otherwise.
/// </summary>
public sealed record Job
{
    /// <summary>What is asked of the models.</summary>
    public required Definition Definition { get; init; }

    /// <summary>Which columns of the input become documents.</summary>
    public required JobInput Input { get; init; }

    /// <summary>One line for lists of jobs.</summary>
    public string Description { get; init; } = "";

    /// <summary>The folder the job was read from.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that the paths of its schedule start from: that beside <c>jobs/</c>.</summary>
    public string SchedulesFolder => Path.GetFullPath(Path.Combine(Folder, "..", ".."));

    /// <summary>Which models may work on it.</summary>
    public JobModels Models { get; init; } = new();

    /// <summary>The most documents in a request; null lets the program choose.</summary>
    public int? Pack { get; init; }

    /// <summary>How many opinions and passes a document may take.</summary>
    public VotingOptions Inquiry { get; init; } = new();

    /// <summary>The share of gold rows that ride along, between 0 and 1.</summary>
    public double Sentinel { get; init; }

    /// <summary>The gold rows of which some ride along; empty where none does.</summary>
    public IReadOnlyList<GoldRow> Gold { get; init; } = [];

    /// <summary>When the job runs by itself.</summary>
    public JobSchedule? Schedule { get; init; }

    /// <summary>How long texts and answers are kept; results stay.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Whom to tell of what becomes of it.</summary>
    public IReadOnlyList<NotifyTarget> Notify { get; init; } = [];
}
