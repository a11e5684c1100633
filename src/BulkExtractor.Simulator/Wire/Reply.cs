namespace BulkExtractor.Simulator.Wire;

/// <summary>A response before it is sent.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body)
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public int CompletionTokens { get; init; }
}
