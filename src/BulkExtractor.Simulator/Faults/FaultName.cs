namespace BulkExtractor.Simulator.Faults;

/// <summary>The name of a fault on the command line and in the ledger, with its meaning.</summary>
public sealed record FaultName(FaultKind Kind, string Name, string Description)
{
    /// <summary>Every fault, in the order of <see cref="FaultKind"/>.</summary>
    public static IReadOnlyList<FaultName> All { get; } =
    [
        new(FaultKind.Upstream429, "upstream-429", "429: the pool behind the provider is busy"),
        new(FaultKind.Shared429, "shared-429", "429: the model's shared capacity is used up"),
        new(FaultKind.Minute429, "minute-429", "429: the account's minute is full"),
        new(FaultKind.Day429, "day-429", "429: the account's day is full"),
        new(FaultKind.CodeAsString, "code-as-string", "429 whose error code is a string"),
        new(FaultKind.Credit402, "credit-402", "402: no credit"),
        new(FaultKind.Moderation403, "moderation-403", "403: the content was flagged"),
        new(FaultKind.Relayed401, "relayed-401", "401 of the provider behind, passed on"),
        new(FaultKind.Error500, "error-500", "500 with a masked message"),
        new(FaultKind.Html502, "html-502", "502 with a page of HTML"),
        new(FaultKind.Error503, "error-503", "503, overloaded"),
        new(FaultKind.ErrorIn200, "error-in-200", "200 with an error inside, or without choices"),
        new(FaultKind.MalformedEnvelope, "malformed-envelope", "200 whose body is no JSON"),
        new(FaultKind.EmptyContent, "empty-content", "200 with an empty content"),
        new(FaultKind.ContentParts, "content-parts", "the content as an array of parts"),
        new(FaultKind.Truncated, "truncated", "the content ends in the middle"),
        new(FaultKind.Dropped, "dropped", "one document of the pack is left out"),
        new(FaultKind.Prose, "prose", "prose around the JSON"),
        new(FaultKind.Fences, "fences", "the JSON in a code fence"),
        new(FaultKind.TrailingCommas, "trailing-commas", "commas before closing brackets"),
        new(FaultKind.Think, "think", "thoughts before the JSON"),
        new(FaultKind.KeepAlive, "keep-alive", "blank lines before the body"),
        new(FaultKind.Reset, "reset", "the connection is closed without an answer"),
        new(FaultKind.ResetMidBody, "reset-mid-body", "the connection is closed in the middle of the body"),
        new(FaultKind.Stall, "stall", "headers, and then nothing"),
        new(FaultKind.Drip, "drip", "headers, and then blank lines without end"),
        new(FaultKind.Swapped, "swapped", "two neighbours of the pack have each other's answer"),
        new(FaultKind.Invented, "invented", "a value of one document is made up"),
        new(FaultKind.Leaked, "leaked", "one document has the fields of an example"),
        new(FaultKind.WrongTypes, "wrong-types", "the values of one document are of other types"),
        new(FaultKind.ForeignId, "foreign-id", "a document is answered under an id that nobody gave"),
    ];

    internal static string Write(FaultKind kind) => All[(int)kind].Name;
}
