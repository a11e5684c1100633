using BulkExtractor.Basics;
using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>What speaks for the fields of an answer, and what against them.</summary>
/// <param name="Places">By JSON pointer into the fields, where each single value stands.</param>
/// <param name="Flags">What is doubtful, each in one sentence: <c>/total: not in the document</c>.</param>
public sealed record Evidence(IReadOnlyDictionary<string, SourceSpan> Places, IReadOnlyList<string> Flags)
{
    private const double AfterBrokenRule = 0.5;
    private const double InDoubt = 0.5;

    /// <summary>Nothing was looked for.</summary>
    public static readonly Evidence Nothing = new(new Dictionary<string, SourceSpan>(), []);

    /// <summary>How likely all fields are right: as likely as the weakest; null where nothing was looked for.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where several models, or slices, said something: what each said.</summary>
    public IReadOnlyList<CandidateValues> Said { get; init; } = [];

    /// <summary>Evidence that is as sure as the weakest of its places.</summary>
    public static Evidence From(IReadOnlyDictionary<string, SourceSpan> places, IReadOnlyList<string> flags) =>
        new(places, flags)
        {
            Confidence = places.Count == 0 ? null : places.Values.Min(place => place.Confidence),
        };

    /// <summary>Whether the value at a pointer was found in the document, and nothing in it is doubtful.</summary>
    public bool IsGrounded(string pointer) => Under(pointer) is { Places.Count: > 0, Flags.Count: 0 };

    /// <summary>The part that concerns the value at a pointer, and what is in it.</summary>
    public Evidence Under(string pointer) => From(
        Places.Where(place => IsUnder(pointer, place.Key)).ToDictionary(),
        [.. Flags.Where(flag => IsUnder(pointer, PointerOf(flag)))]);

    /// <summary>The part that concerns a field.</summary>
    public Evidence OfField(string name) => Under(JsonPointers.Join("", name));

    /// <summary>The same for a value that stands at another pointer now.</summary>
    public Evidence Moved(string from, string to) => this with
    {
        Places = Places.ToDictionary(place => to + place.Key[from.Length..], place => place.Value),
        Flags = [.. Flags.Select(flag => to + flag[from.Length..])],
    };

    /// <summary>What one model read of one document, as sure as gold says.</summary>
    /// <remarks>
    /// Once for every value, as soon as it is located: gold measures what one model says in one answer. So votes,
    /// slices, rules, stored places, export and review all go on from the same figure, and what they make of it is not
    /// calibrated again. Gold tells of whole fields: each value in one is as sure as a field whose weakest value it is,
    /// and since surer stays surer, a field is still as sure as its weakest value.
    /// </remarks>
    internal Evidence Calibrated(FieldCalibrations calibrations) =>
        calibrations.AreEmpty ? this : Surer(calibrations.Create);

    /// <summary>The same, each value as sure as something makes it.</summary>
    public Evidence Surer(Func<double, double> confidence) => Surer((_, one) => confidence(one));

    /// <summary>The same by the pointers of the values.</summary>
    public Evidence Surer(Func<string, double, double> confidence) => From(
        Places.ToDictionary(
            place => place.Key,
            place => place.Value with { Confidence = confidence(place.Key, place.Value.Confidence) }),
        Flags);

    /// <summary>The same, with rules that the fields break all the same.</summary>
    public Evidence Breaking(IReadOnlyList<string> rules) => rules.Count == 0
        ? this
        : this with { Flags = [.. Flags, .. rules], Confidence = (Confidence ?? 1) * AfterBrokenRule };

    /// <summary>The same, where the answer could have been read in another way: no value there is sure.</summary>
    /// <param name="doubts">What is doubtful, each as a flag.</param>
    public Evidence Doubting(IReadOnlyList<string> doubts)
    {
        if (doubts.Count == 0) return this;

        string[] pointers = [.. doubts.Select(PointerOf)];
        var places = Surer((place, one) => pointers.Any(pointer => IsUnder(pointer, place)) ? one * InDoubt : one);
        return places with
        {
            Flags = [.. Flags, .. doubts],
            Confidence = Math.Min(places.Confidence ?? InDoubt, InDoubt),
        };
    }

    /// <summary>The evidence of these fields and of others together.</summary>
    public Evidence And(Evidence others) =>
        From(Places.Concat(others.Places).ToDictionary(), [.. Flags, .. others.Flags]);

    /// <summary>The same for a text that has so much before this one.</summary>
    public Evidence After(int units, int codePoints) => units == 0
        ? this
        : this with
        {
            Places = Places.ToDictionary(place => place.Key, place => place.Value.After(units, codePoints)),
        };

    private static string PointerOf(string flag) => flag.Split(": ")[0];

    private static bool IsUnder(string pointer, string one) =>
        one == pointer || one.StartsWith($"{pointer}/", StringComparison.Ordinal);
}
