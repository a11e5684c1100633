using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>Unites lists from parts of a document in the order of the text, each thing once.</summary>
/// <remarks>
/// Objects are lines: an equal one at another place is another line; at the same place, or where one has no place,
/// it is the same, and of a line that was cut off at a slice's border the whole one stays. Single values are names:
/// the same name is one thing wherever it stands, unless one part alone lists it several times.
/// </remarks>
internal sealed class ListUnion(string pointer, FieldSchema schema)
{
    private readonly List<ListItem> _items = [];
    private int _parts;
    private int _last = -1;

    /// <summary>Adds what a part lists.</summary>
    /// <param name="evidence">Of the whole part; what concerns this list is taken.</param>
    public void Add(JsonArray list, Evidence evidence)
    {
        var earlier = _items.ToList();
        foreach (var item in ListItem.Split(list, pointer, evidence, _last))
        {
            _last = item.Start;
            if (earlier.Find(one => one.IsSame(item, schema)) is not { } known) _items.Add(item);
            else if (schema.UniqueItems || earlier.Remove(known)) known.Better(item);
        }

        _parts++;
    }

    /// <summary>The united list, with the evidence of its items.</summary>
    public JsonArray ToList(out Evidence evidence)
    {
        // A single part keeps the order in which it was told.
        List<ListItem> ordered = _parts == 1 ? _items : [.. _items.OrderBy(item => item.Start)];
        var kept = ordered.Take(schema.MaxItems ?? int.MaxValue).ToList();
        var moved = kept.Select((item, i) => item.Evidence.Moved("", $"{pointer}/{i}")).ToList();
        List<string> flags = [.. moved.SelectMany(one => one.Flags)];
        if (kept.Count < ordered.Count)
            flags.Add($"{pointer}: {ordered.Count} were found, more than the schema allows");
        evidence = Evidence.From(moved.SelectMany(one => one.Places).ToDictionary(), flags);
        return new JsonArray([.. kept.Select(item => item.Value?.DeepClone())]);
    }
}
