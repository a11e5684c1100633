using System.Text.Json;

namespace BulkExtractor.Documents.Tables;

/// <summary>The columns of a table of objects: every member that some object has, as they come up.</summary>
internal sealed class JsonColumns(int most)
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _places = [];
    private int _next;

    /// <summary>The names so far.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Where the objects that are read next begin.</summary>
    public void Begin() => _next = 0;

    /// <summary>Notes a member and passes over its value.</summary>
    public bool Add(ref Utf8JsonReader reader)
    {
        if (Find(ref reader) < 0 && _names.Count <= most)
        {
            var name = reader.GetString()!;
            _places.Add(name, _names.Count);
            _names.Add(name);
        }

        return reader.Read() && reader.TrySkip();
    }

    /// <summary>The column of the member whose name the reader is at; negative when there is none.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        // Most objects have the members of the one before, in its order.
        if (_next < _names.Count && reader.ValueTextEquals(_names[_next])) return _next++;
        if (!_places.TryGetValue(reader.GetString()!, out var place)) return -1;
        _next = place + 1;
        return place;
    }
}
