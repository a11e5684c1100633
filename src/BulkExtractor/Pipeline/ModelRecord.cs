using System.Text.RegularExpressions;

namespace BulkExtractor.Pipeline;

/// <summary>How a model fared with one definition: what it answered, and what it refused since.</summary>
internal sealed partial class ModelRecord
{
    /// <summary>Of how many refused chunks it is remembered since when.</summary>
    internal const int MostRefused = 100_000;

    private const int Remembered = 20;

    private readonly List<Refused> _refused = [];
    private readonly Dictionary<long, long> _firstRefused = [];
    private readonly HashSet<long> _unreadable = [];
    private long _answers;
    private int _unreadablePacks;
    private int _closures;

    /// <summary>Until which monotonic timestamp it is not asked, and why; null where it never was left alone.</summary>
    public (long Until, string Reason)? Closed { get; set; }

    /// <summary>Whether it answered any document.</summary>
    public bool HasAnswered => _answers > 0;

    /// <summary>Whether all that it was sent until now brought nothing.</summary>
    public bool IsDoubtful => !HasAnswered && InVain > 0;

    /// <summary>How many requests in a row it refused, or answered so that nothing could be read.</summary>
    public int InVain => _refused.Count + _unreadablePacks;

    /// <summary>Notes an answer.</summary>
    public void Answer(IEnumerable<long> chunks)
    {
        _answers++;
        _closures = 0;
        _unreadablePacks = 0;
        _refused.Clear();
        foreach (var chunk in chunks) _firstRefused.Remove(chunk);
    }

    /// <summary>Notes a refusal; returns how many packs of other documents were refused in the same words.</summary>
    public int Refuse(string words, IReadOnlyList<long> chunks)
    {
        var others = _refused.Count(one => one.Words == words && !one.Chunks.Overlaps(chunks));
        if (_refused.Count == Remembered) _refused.RemoveAt(0);
        _refused.Add(new Refused(words, [.. chunks]));
        if (!HasAnswered) return others;

        // Too many to remember: whoever is forgotten is only suspected later.
        if (_firstRefused.Count >= MostRefused) _firstRefused.Clear();
        foreach (var chunk in chunks) _firstRefused.TryAdd(chunk, _answers);
        return others;
    }

    /// <summary>Whether it answered others since it first refused a chunk.</summary>
    public bool AnsweredSince(long chunk) => _firstRefused.TryGetValue(chunk, out var answers) && _answers > answers;

    /// <summary>
    /// Notes a reply of which nothing could be read; whether that is its habit: it never answered, and this is the
    /// second, about more than one document.
    /// </summary>
    public bool Babble(IReadOnlyList<long> chunks)
    {
        if (HasAnswered) return false;
        if (_unreadable.Count < 2) _unreadable.UnionWith(chunks);
        return ++_unreadablePacks > 1 && _unreadable.Count > 1;
    }

    /// <summary>How long it is left alone: for the time that is told, else up a ladder from a cooldown.</summary>
    public TimeSpan Close(TimeSpan? told, TimeSpan cooldown, TimeSpan most)
    {
        var step = cooldown * Math.Pow(2, Math.Min(_closures++, 30));
        return told ?? (step < most ? step : most);
    }

    /// <summary>What refusals of the same kind have in common: their words without names and numbers.</summary>
    public static string WordsOf(int? status, string reason, string model)
    {
        var words = reason.Replace(model, "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        return $"{status} {Varying().Replace(words, "#")}";
    }

    private sealed record Refused(string Words, HashSet<long> Chunks);

    [GeneratedRegex(@"'[^']*'|""[^""]*""|`[^`]*`|\b[0-9a-f-]*\d[0-9a-f-]*\b|…")]
    private static partial Regex Varying();
}
