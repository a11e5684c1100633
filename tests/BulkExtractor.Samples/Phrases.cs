namespace BulkExtractor.Samples;

/// <summary>
/// What people of one language write, in named sections. An entry is a line, or, in a section
/// that has lines of <c>--</c>, what stands between them.
/// </summary>
internal sealed class Phrases
{
    private readonly Dictionary<string, string[]> _sections = [];

    private Phrases(string text)
    {
        foreach (var section in text.Split("== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = section.IndexOf('\n');
            var separator = section.Contains("\n--\n") ? "\n--\n" : "\n";
            var entries = section[(end + 1)..].Split(separator, StringSplitOptions.RemoveEmptyEntries);
            _sections[section[..end]] = [.. entries.Select(entry => entry.Trim('\n'))];
        }
    }

    public static Phrases Read(string name) => new(Resource.Read(name));

    public bool Has(string section) => _sections.TryGetValue(section, out var entries) && entries.Length > 0;

    public string[] All(string section) => _sections[section];
}
