namespace BulkExtractor.Simulator.Answers;

/// <summary>A phrase that stands in a text, and what the lexicon files it under.</summary>
internal readonly record struct Hit(int Start, int End, IReadOnlyList<string> Keys)
{
    public int Length => End - Start;
}

/// <summary>Finds all known phrases in one walk through a text: the longest at each place.</summary>
internal sealed class PhraseTrie
{
    private readonly Node _root = new();

    /// <summary>A star at an end of the phrase stands for the rest of the word.</summary>
    public void Add(string phrase, string key)
    {
        var node = _root;
        foreach (var character in phrase.Trim('*')) node = node.Next(character);
        node.Keys.Add(key);
        node.OpenStart |= phrase[0] == '*';
        node.OpenEnd |= phrase[^1] == '*';
    }

    /// <summary>What the whole phrase is filed under.</summary>
    public IReadOnlyList<string> KeysOf(string phrase)
    {
        var node = _root;
        foreach (var character in phrase)
        {
            if (!node.Children.TryGetValue(character, out var child)) return [];
            node = child;
        }

        return node.Keys;
    }

    public List<Hit> Scan(string text)
    {
        var hits = new List<Hit>();
        for (var at = 0; at < text.Length;)
        {
            var hit = LongestAt(text, at);
            if (hit.Length > 0) hits.Add(hit);
            at = Math.Max(at + 1, hit.End);
        }

        return hits;
    }

    private Hit LongestAt(string text, int start)
    {
        var longest = default(Hit);
        var node = _root;
        var startsWord = IsBorder(text, start);
        for (var at = start; at < text.Length && node.Children.TryGetValue(text[at], out var child); at++)
        {
            node = child;
            if (node.Keys.Count == 0 || !(startsWord || node.OpenStart)) continue;
            if (IsBorder(text, at + 1)) longest = new Hit(start, at + 1, node.Keys);
            else if (node.OpenEnd) longest = new Hit(start, EndOfWord(text, at + 1), node.Keys);
        }

        return longest;
    }

    private static int EndOfWord(string text, int at)
    {
        while (!IsBorder(text, at)) at++;
        return at;
    }

    // Scripts without blanks have a border everywhere, and so has a digit beside a letter (120zł).
    private static bool IsBorder(string text, int at) =>
        at <= 0 || at >= text.Length
        || !IsPartOfWord(text[at - 1]) || !IsPartOfWord(text[at])
        || char.IsDigit(text[at - 1]) != char.IsDigit(text[at]);

    private static bool IsPartOfWord(char character) =>
        char.IsLetterOrDigit(character) && character is not (>= '\u2E80' and < '\uAC00');

    private sealed class Node
    {
        public Dictionary<char, Node> Children { get; } = [];

        public List<string> Keys { get; } = [];

        public bool OpenStart { get; set; }

        public bool OpenEnd { get; set; }

        public Node Next(char character)
        {
            if (!Children.TryGetValue(character, out var child)) Children[character] = child = new Node();
            return child;
        }
    }
}
