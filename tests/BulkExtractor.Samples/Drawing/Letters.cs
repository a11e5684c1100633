namespace BulkExtractor.Samples.Drawing;

/// <summary>The letters of a till's printer, five dots wide and seven high, as drawn in <c>letters.txt</c>.</summary>
internal static class Letters
{
    public const int Width = 5;
    public const int Height = 7;

    // A row of names, seven of dots and an empty one; each letter has eight columns.
    private const int Column = 8;
    private const int Row = Height + 2;

    private static readonly Dictionary<char, string[]> Drawn = Read();

    /// <summary>Whether a letter is black at a dot.</summary>
    public static bool IsBlack(char letter, int x, int y)
    {
        if (letter == ' ') return false;
        return Drawn.TryGetValue(letter, out var dots)
            ? dots[y][x] == '#'
            : throw new InvalidOperationException($"no letter is drawn for '{letter}'");
    }

    private static Dictionary<char, string[]> Read()
    {
        var lines = Resource.Read("letters").Split('\n');
        var letters = new Dictionary<char, string[]>();
        for (var row = 0; row + Height < lines.Length; row += Row)
            for (var at = 0; at < lines[row].Length; at += Column)
            {
                letters[lines[row][at]] =
                    [.. lines.Skip(row + 1).Take(Height).Select(line => line.Substring(at, Width))];
            }

        return letters;
    }
}
