using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>An item of a list, as it is compared with those that other parts or models list.</summary>
/// <param name="start">Where it stands in the text; what has no place stands behind what was listed before it.</param>
internal sealed class ListItem(JsonNode? value, Evidence evidence, int start)
{
    private readonly Dictionary<string, string> _said = Leaves(value, "")
        .Select(leaf => (leaf.Pointer, Key: NormalForm.Key(leaf.Value)))
        .Where(leaf => leaf.Key.Length > 0)
        .ToDictionary(leaf => leaf.Pointer, leaf => leaf.Key);

    public JsonNode? Value { get; private set; } = value;

    public Evidence Evidence { get; private set; } = evidence;

    public int Start { get; } = start;

    public string Key { get; } = NormalForm.Key(value);

    /// <summary>How much it says.</summary>
    public int Size => _said.Count;

    /// <summary>Whether the evidence speaks for it.</summary>
    public bool IsGrounded => Evidence is { Places.Count: > 0, Flags.Count: 0 };

    /// <summary>Whether something in it does not stand in the text.</summary>
    public bool IsInvented => Evidence.Flags.Count > 0;

    /// <summary>The items of what somebody lists.</summary>
    /// <param name="evidence">Of everything that is said; what concerns this list is taken.</param>
    /// <param name="after">Where what was listed before them stands.</param>
    public static IEnumerable<ListItem> Split(JsonArray list, string pointer, Evidence evidence, int after = -1)
    {
        var (own, last) = (evidence.Under(pointer), after);
        foreach (var (number, value) in list.Index())
        {
            var item = own.Under($"{pointer}/{number}").Moved($"{pointer}/{number}", "");
            var places = item.Places.Values.Where(place => place.IsInText).ToList();
            if (places.Count > 0) last = places.Min(place => place.Start);
            yield return new ListItem(value, item, last);
        }
    }

    /// <summary>Whether another one is the same: an equal name anywhere, an equal line at the same place.</summary>
    public bool IsSame(ListItem other, FieldSchema list)
    {
        if (list.UniqueItems || Value is not JsonObject || other.Value is not JsonObject) return Key == other.Key;
        return (Says(other) || other.Says(this)) && MayBeAtThePlaceOf(other);
    }

    /// <summary>Whether most of another one was read where this one was: both tell of the same thing.</summary>
    public bool IsRivalOf(ListItem other)
    {
        var shared = SharedWith(other);
        return shared.Count(pair => Overlap(pair.Mine, pair.Other)) * 2 > shared.Count;
    }

    /// <summary>Takes the other's words for the same thing where they say more, or are surer.</summary>
    public void Better(ListItem other)
    {
        var isBetter = other._said.Count > _said.Count
            || (other.Key == Key && other.Evidence.Confidence > Evidence.Confidence);
        if (!isBetter) return;
        (Value, Evidence) = (other.Value, other.Evidence);
        foreach (var (leaf, key) in other._said) _said[leaf] = key;
    }

    // Whether all that another one says is said here too.
    private bool Says(ListItem other) => other._said.All(leaf => _said.GetValueOrDefault(leaf.Key) == leaf.Value);

    private bool MayBeAtThePlaceOf(ListItem other)
    {
        var shared = SharedWith(other);
        return shared.Count == 0 || shared.Exists(pair => Overlap(pair.Mine, pair.Other));
    }

    // Where both have a place for the same part of them.
    private List<(SourceSpan Mine, SourceSpan Other)> SharedWith(ListItem other) =>
    [
        .. from mine in Evidence.Places
           let theirs = other.Evidence.Places.GetValueOrDefault(mine.Key)
           where mine.Value.IsInText && theirs is { IsInText: true }
           select (mine.Value, theirs),
    ];

    private static bool Overlap(SourceSpan one, SourceSpan other) =>
        one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

    private static IEnumerable<(string Pointer, JsonNode? Value)> Leaves(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Leaves(f.Value, JsonPointers.Join(pointer, f.Key))),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{pointer}/{i}")),
        _ => [(pointer, node)],
    };
}
