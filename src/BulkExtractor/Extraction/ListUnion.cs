using System.Text.Json.Nodes;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Jobs;

namespace BulkExtractor.Extraction;

/// <summary>Unites lists from parts of a document in the order of the text, each thing once.</summary>
/// <remarks>
/// Objects are lines: an equal one at another place is another line; at the same place, or where one has no place, it is
/// the same, and of a line that was cut off at a slice's border the whole one stays. Single values are names: the same
/// name is one thing wherever it stands, unless one part alone lists it several times.
/// </remarks>
internal sealed class ListUnion(string pointer, FieldSchema schema)
{
    private readonly List<Item> _items = [];
    private int _parts;
    private int _last = -1;

    /// <summary>Adds what a part lists.</summary>
    /// <param name="evidence">Of the whole part; what concerns this list is taken.</param>
    public void Add(JsonArray list, Evidence evidence)
    {
        var own = evidence.Under(pointer);
        var earlier = _items.ToList();
        foreach (var (number, value) in list.Index())
        {
            var item = ItemOf(value, own.Under($"{pointer}/{number}").Moved($"{pointer}/{number}", ""));
            if (earlier.Find(one => IsDouble(one, item)) is not { } known) _items.Add(item);
            else if (schema.UniqueItems || earlier.Remove(known)) known.Better(item);
        }

        _parts++;
    }

    /// <summary>The united list, with the evidence of its items.</summary>
    public JsonArray ToList(out Evidence evidence)
    {
        // A single part keeps the order in which it was told.
        List<Item> ordered = _parts == 1 ? _items : [.. _items.OrderBy(item => item.Start)];
        var kept = ordered.Take(schema.MaxItems ?? int.MaxValue).ToList();
        var moved = kept.Select((item, i) => item.Evidence.Moved("", $"{pointer}/{i}")).ToList();
        List<string> flags = [.. moved.SelectMany(one => one.Flags)];
        if (kept.Count < ordered.Count) flags.Add($"{pointer}: {ordered.Count} were found, more than the schema allows");
        evidence = Evidence.Of(moved.SelectMany(one => one.Places).ToDictionary(), flags);
        return new JsonArray([.. kept.Select(item => item.Value?.DeepClone())]);
    }

    // What has no place stands behind what was listed before it.
    private Item ItemOf(JsonNode? value, Evidence evidence)
    {
        var places = evidence.Places.Values.Where(place => place.How != How.None).ToList();
        if (places.Count > 0) _last = places.Min(place => place.Start);
        return new Item(value, evidence, _last);
    }

    private bool IsDouble(Item one, Item other)
    {
        if (schema.UniqueItems || one.Value is not JsonObject || other.Value is not JsonObject)
            return one.Key == other.Key;
        return (one.Says(other) || other.Says(one)) && one.MayBeAtThePlaceOf(other);
    }

    private sealed class Item(JsonNode? value, Evidence evidence, int start)
    {
        private readonly Dictionary<string, string> _said = Leaves(value, "")
            .Select(leaf => (leaf.Pointer, Key: NormalForm.Key(leaf.Value)))
            .Where(leaf => leaf.Key.Length > 0)
            .ToDictionary(leaf => leaf.Pointer, leaf => leaf.Key);

        public JsonNode? Value { get; private set; } = value;

        public Evidence Evidence { get; private set; } = evidence;

        public int Start { get; } = start;

        public string Key { get; } = NormalForm.Key(value);

        /// <summary>Whether all that another one says is said here too.</summary>
        public bool Says(Item other) => other._said.All(leaf => _said.GetValueOrDefault(leaf.Key) == leaf.Value);

        public bool MayBeAtThePlaceOf(Item other)
        {
            var shared = Evidence.Places.Where(place => place.Value.How != How.None)
                .Select(place => (Mine: place.Value, Other: other.Evidence.Places.GetValueOrDefault(place.Key)))
                .Where(pair => pair.Other is { How: not How.None })
                .ToList();
            return shared.Count == 0 || shared.Exists(pair => Overlap(pair.Mine, pair.Other!));
        }

        /// <summary>Takes the other's words for the same thing where they say more, or are surer.</summary>
        public void Better(Item other)
        {
            var isBetter = other._said.Count > _said.Count
                || (other.Key == Key && other.Evidence.Confidence > Evidence.Confidence);
            if (!isBetter) return;
            (Value, Evidence) = (other.Value, other.Evidence);
            foreach (var (leaf, key) in other._said) _said[leaf] = key;
        }

        private static bool Overlap(Place one, Place other) =>
            one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

        private static IEnumerable<(string Pointer, JsonNode? Value)> Leaves(JsonNode? node, string pointer) => node switch
        {
            JsonObject fields => fields.SelectMany(f => Leaves(f.Value, JsonPlaces.Join(pointer, f.Key))),
            JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{pointer}/{i}")),
            _ => [(pointer, node)],
        };
    }
}
