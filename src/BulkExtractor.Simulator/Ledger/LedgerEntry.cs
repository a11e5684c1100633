using System.Text.Json.Serialization;

namespace BulkExtractor.Simulator.Ledger;

/// <summary>One line of the ledger's file. Times are monotonic seconds since the start.</summary>
internal sealed record LedgerEntry
{
    public required long Number { get; init; }

    public required double At { get; init; }

    public required DateTimeOffset Utc { get; init; }

    public required string? Account { get; init; }

    public required string? Model { get; init; }

    /// <summary>Null if the connection ended before a status was sent.</summary>
    public required int? Status { get; init; }

    /// <summary>The injected fault; null if the answer, or the refusal, is what it should be.</summary>
    public required string? Fault { get; init; }

    public required int Documents { get; init; }

    /// <summary>The pictures that came along.</summary>
    public int Pictures { get; init; }

    public required int PromptTokens { get; init; }

    public required int CompletionTokens { get; init; }

    /// <summary>What the account was charged in US dollars.</summary>
    public decimal Cost { get; init; }

    public required double Answered { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(LedgerSummary))]
internal sealed partial class LedgerJson : JsonSerializerContext;
