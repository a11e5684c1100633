using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Replays;

/// <summary>What a file of a record tells of one request to a provider and its answer.</summary>
internal sealed partial record RecordedExchange
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<KnownDocument> Documents { get; init; } = [];

    /// <summary>Null where no answer came.</summary>
    public int? Status { get; init; }

    public IReadOnlyList<Header> Headers { get; init; } = [];

    public string? Body { get; init; }

    /// <summary>Why there is no answer, or no whole one.</summary>
    public string? Fault { get; init; }

    /// <summary>What kind of request it answers, and about which documents.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Method, Path, Model, Documents);

    /// <summary>Equal for requests of one kind to one model about the same documents, whatever their order.</summary>
    public static string KeyOf(string method, string path, string? model, IEnumerable<KnownDocument> documents) =>
        string.Join(' ', documents.Select(document => document.Sha256).Order(StringComparer.Ordinal)
            .Prepend(model ?? "").Prepend(path.TrimEnd('/').Split('/')[^1]).Prepend(method));

    /// <summary>The same about the same documents under other ids.</summary>
    public RecordedExchange For(IReadOnlyList<KnownDocument> asked)
    {
        if (Documents.Count == 0 || Body is null) return this;
        var ids = Documents.OrderBy(document => document.Sha256, StringComparer.Ordinal)
            .Zip(asked.OrderBy(document => document.Sha256, StringComparer.Ordinal))
            .ToDictionary(pair => pair.First.Id, pair => pair.Second.Id);
        return this with { Body = Words().Replace(Body, word => ids.GetValueOrDefault(word.Value, word.Value)) };
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static async Task<RecordedExchange> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        try
        {
            return await JsonSerializer.DeserializeAsync<RecordedExchange>(stream, Form, cancellationToken)
                ?? throw new InvalidDataException($"{file} is no recorded exchange.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{file} is no recorded exchange: {problem.Message}", problem);
        }
    }

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}

/// <summary>A document of a request: its id there, and the hash by which it is known again.</summary>
internal sealed record KnownDocument(string Id, string Sha256);

internal sealed record Header(string Name, string Value);
