using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers.Grounding;

/// <summary>A single value of an answer, with the place where it stands in its document.</summary>
/// <param name="Pointer">A JSON pointer into the fields.</param>
internal sealed record GroundedValue(string Pointer, FieldSchema Schema, JsonNode Value, SourceSpan Place)
{
    private const double Exact = 0.97;
    private const double Normalised = 0.95;
    private const double Quoted = 0.9;
    private const double Fuzzy = 0.6;
    private const double NotSaid = 0.8;
    private const double Unproven = 0.5;
    private const double Seen = 0.8;
    private const double Missing = 0.25;

    /// <summary>What speaks for values that were looked for, and what against them.</summary>
    public static Evidence Weigh(IReadOnlyList<GroundedValue> values) => Evidence.From(
        values.ToDictionary(value => value.Pointer, value => value.Place),
        [.. values.Where(value => value.Doubt is not null).Select(value => $"{value.Pointer}: {value.Doubt}")]);

    /// <summary>The words of the document that tell the value, as the model quoted them.</summary>
    public string? Quote { get; init; }

    /// <summary>Whether a quote was asked for.</summary>
    public bool WantsQuote { get; init; }

    /// <summary>Whether the value is one of a few to choose from, which need not stand in the document.</summary>
    public bool IsChosen => Schema.IsChoice || Value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether the value was found so that nothing speaks against it.</summary>
    public bool IsGrounded => Place.Match <= MatchKind.Normalised;

    /// <summary>
    /// Whether nothing in the document led to the value: what is like it there speaks for its own document.
    /// </summary>
    public bool MayBeForeign => Place.Match == MatchKind.None;

    /// <summary>What speaks against the value; null if nothing does.</summary>
    public string? Doubt
    {
        get
        {
            if (IsGrounded || SaysNothing || Place.Match == MatchKind.Picture) return null;
            if (!IsChosen)
            {
                return Place.Match == MatchKind.Fuzzy
                    ? "only something like it stands in the document"
                    : "not in the document";
            }

            if (!WantsQuote) return null;
            return Quote is null ? "no words of the document are quoted for it" : "its quote is not in the document";
        }
    }

    /// <summary>How likely the value is right, as far as its place tells.</summary>
    public double Confidence => (Place.Match, IsChosen) switch
    {
        (MatchKind.Exact or MatchKind.Normalised, _) when Place.FromQuote => Quoted,
        (MatchKind.Exact, _) => Exact,
        (MatchKind.Normalised, _) => Normalised,
        (MatchKind.Fuzzy, _) => Fuzzy,
        (MatchKind.Picture, _) => Seen,
        (_, true) => SaysNothing && Quote is null ? NotSaid : Unproven,
        _ => Missing,
    };

    /// <summary>The same value of a document with a picture: what is not in its text was read from that.</summary>
    public GroundedValue OrSeen()
    {
        if (IsGrounded) return this;
        var seen = this with { Place = new SourceSpan(0, 0, MatchKind.Picture) };
        return seen with { Place = seen.Place with { Confidence = seen.Confidence } };
    }

    /// <summary>The same, where a program read the pictures, too: what it found as well has its page.</summary>
    /// <param name="read">What it read, page by page.</param>
    /// <param name="there">The same value as it was found in that.</param>
    public GroundedValue OrSeen(string read, GroundedValue there)
    {
        var seen = OrSeen();
        if (IsGrounded || there.Place is not { IsInText: true } place) return seen;
        return seen with
        {
            Place = seen.Place with
            {
                Page = 1 + read.AsSpan(0, place.Start).Count(Document.PageEnd),
                // Two who read alike are right more often than one.
                Confidence = Math.Max(Seen, place.Confidence),
            },
        };
    }

    // That something is not so is seldom said, and cannot be quoted; what the schema fixes is nobody's statement.
    private bool SaysNothing => Value.GetValueKind() == JsonValueKind.False || Schema.IsConstant;
}
