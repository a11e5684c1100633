namespace BulkExtractor.Simulator.Answers;

/// <summary>What people call things in several languages; the words stand in <c>Lexicon/*.txt</c>.</summary>
internal static class Lexicon
{
    /// <summary>Words that announce a value: "Betrag:", filed under the concept.</summary>
    public static PhraseTrie Labels { get; } = Load("labels");

    /// <summary>Words by which a text says one of an enum's values.</summary>
    public static PhraseTrie Values { get; } = Load("values");

    /// <summary>Words that make something true, or false where the key has a minus.</summary>
    public static PhraseTrie Flags { get; } = Load("flags");

    public static PhraseTrie Currencies { get; } = Load("currencies");

    public static PhraseTrie Months { get; } = Load("months");

    public static PhraseTrie Cities { get; } = Load("cities");

    /// <summary>Legal forms, after or before a company's name.</summary>
    public static PhraseTrie Organisations { get; } = Load("organisations");

    /// <summary>What people write above their name at a letter's end.</summary>
    public static PhraseTrie SignOffs { get; } = Load("signoffs");

    /// <summary>What a field is about, by its name, else by its description.</summary>
    public static string? ConceptOf(string words, string description)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = PartsOf(parts).Select(ConceptNamed).OfType<string>();
        return named.FirstOrDefault(concept => parts.Length == 1 || concept != "name")
            ?? ConceptNamed(words)
            ?? Labels.Scan(description).Select(hit => hit.Keys[0]).FirstOrDefault();
    }

    // "customer order number": longer parts say more than shorter ones, and later ones more than earlier ones.
    private static IEnumerable<string> PartsOf(string[] words)
    {
        for (var length = words.Length; length > 0; length--)
            for (var start = words.Length - length; start >= 0; start--)
                yield return string.Join(' ', words, start, length);
    }

    private static string? ConceptNamed(string phrase)
    {
        var keys = Labels.KeysOf(phrase);
        return keys.Contains(phrase) ? phrase : keys.Count > 0 ? keys[0] : null;
    }

    private static PhraseTrie Load(string name)
    {
        var trie = new PhraseTrie();
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The lexicon {name}.txt is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || line[0] == '#') continue;
            trie.AddAll(line[..colon], line[(colon + 2)..].Split(", "));
        }

        return trie;
    }

    private static void AddAll(this PhraseTrie trie, string key, string[] phrases)
    {
        foreach (var phrase in phrases.Distinct()) trie.Add(phrase, key);
    }
}
