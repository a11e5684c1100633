namespace BulkExtractor.Simulator.Ledger;

/// <summary>Counts by name.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, long> _counts = [];

    public void Add(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;

    /// <summary>Adds a name with nothing counted, unless it is there.</summary>
    public void Name(string name) => _counts.TryAdd(name, 0);

    public Dictionary<string, long> Copy() => new(_counts);
}
