using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Submissions;

/// <summary>What the user said about a batch beyond its job.</summary>
/// <param name="Source">The input's name, for people.</param>
public sealed record SubmitOptions(string Source)
{
    /// <summary>The folder whose files the input may name; null means the job's own.</summary>
    public string? Folder { get; init; }

    /// <summary>Only so many of the first rows.</summary>
    public int? Limit { get; init; }

    /// <summary>The most documents in a request.</summary>
    public int? Pack { get; init; }

    /// <summary>Its share of requests beside other batches.</summary>
    public int? Weight { get; init; }

    /// <summary>When it is wanted.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Whether somebody stands and waits for it.</summary>
    public bool WaitedFor { get; init; }

    /// <summary>The ids of the only models to use; empty allows all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The tiers to use; empty leaves them to the job.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>The most that paid models may cost for it, in US dollars; null leaves it to the job.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The delimiter; null leaves it to the job.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding by name; null leaves it to the job.</summary>
    public string? Encoding { get; init; }

    /// <summary>The sheet of a workbook; null takes the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>What the input is, where that does not show in its bytes: a folder.</summary>
    public string? Format { get; init; }

    /// <summary>Whether its rows name their file even if there is only one.</summary>
    public bool NamesItsFiles { get; init; }

    /// <summary>How much may come out of a packed input.</summary>
    public InputBounds Bounds { get; init; } = new();

    /// <summary>Whether earlier results are left alone.</summary>
    public bool Fresh { get; init; }

    /// <summary>How a table is read under a job.</summary>
    internal TableOptions HowToRead(JobInput input) => new(
        input with { Delimiter = Delimiter ?? input.Delimiter, Encoding = Encoding ?? input.Encoding })
    {
        FindsEncoding = Encoding is null,
        Sheet = Sheet,
        Bounds = Bounds,
        NamesItsFiles = NamesItsFiles,
    };
}
