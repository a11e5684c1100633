using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BulkExtractor.Calls.Records;

/// <summary>One request to a provider and what came of it, as a file of the record holds it.</summary>
public sealed record Exchange
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, to the last byte of the answer.</summary>
    public double Seconds { get; init; }

    public required string Method { get; init; }

    /// <summary>The path that was asked, without the server's name.</summary>
    public required string Path { get; init; }

    /// <summary>The model that was asked; null where none was.</summary>
    public string? Model { get; init; }

    /// <summary>The documents that the request carried, in their order.</summary>
    public IReadOnlyList<RecordedDocument> Documents { get; init; } = [];

    /// <summary>The request's body; null where it had none.</summary>
    public string? Request { get; init; }

    /// <summary>The status of the answer; null where none came.</summary>
    public int? Status { get; init; }

    public IReadOnlyList<RecordedHeader> Headers { get; init; } = [];

    /// <summary>The answer's body, as far as it came.</summary>
    public string? Body { get; init; }

    /// <summary>Why there is no answer, or no whole one; null where there is.</summary>
    public string? Fault { get; init; }

    /// <summary>The text of its file.</summary>
    public string Write() => JsonSerializer.Serialize(this, Form);
}

/// <summary>A document of a request: under which id it went, and by what it is known again.</summary>
/// <param name="Sha256">The hash of its text and, each on a line of its own, of its pictures' addresses.</param>
public sealed record RecordedDocument(string Id, string Sha256);

/// <summary>A header of an answer.</summary>
public sealed record RecordedHeader(string Name, string Value);
