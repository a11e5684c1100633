using BulkExtractor.Jobs;
using BulkExtractor.Web.Editing;

namespace BulkExtractor.Web.Pages;

/// <param name="Name">The job's folder.</param>
/// <param name="Text">As it was typed last.</param>
public sealed record JobEditorModel(string Name, JobText Text)
{
    /// <summary>What a new job is made of; null where the job is there.</summary>
    public JobStart? Start { get; init; }

    /// <summary>That of the text which is changed.</summary>
    public string Version { get; init; } = "";

    /// <summary>Why it cannot be saved as it is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The parts that stay as they are in the file.</summary>
    public IReadOnlyList<string> OperatorParts { get; init; } = [];

    /// <summary>Whether the folder can be written.</summary>
    public bool CanWrite { get; init; }

    /// <summary>What the files say now; null unless they were changed since they were opened.</summary>
    public JobText? Now { get; init; }

    /// <summary>What else is to be known before it is saved.</summary>
    public string? Notice { get; init; }
}
