namespace BulkExtractor.Samples.Drawing;

/// <summary>Draws the lines of a till's receipt.</summary>
internal static class Receipt
{
    private const int Scale = 2;
    private const int Margin = 16;
    private const int Advance = Letters.Width + 1;
    private const int LineHeight = Letters.Height + 4;

    /// <summary>The receipt as a PNG, with its text beside the drawing for readers without eyes.</summary>
    public static byte[] Draw(string text)
    {
        var lines = text.Split('\n');
        var width = (2 * Margin) + (Scale * Advance * lines.Max(line => line.Length));
        var height = (2 * Margin) + (Scale * LineHeight * lines.Length);
        var drawing = new bool[width, height];
        for (var row = 0; row < lines.Length; row++)
            for (var column = 0; column < lines[row].Length; column++)
            {
                Draw(
                    drawing,
                    lines[row][column],
                    Margin + (Scale * Advance * column),
                    Margin + (Scale * LineHeight * row));
            }

        return Png.Of(drawing, text);
    }

    private static void Draw(bool[,] drawing, char letter, int left, int top)
    {
        for (var y = 0; y < Scale * Letters.Height; y++)
            for (var x = 0; x < Scale * Letters.Width; x++)
                drawing[left + x, top + y] = Letters.IsBlack(letter, x / Scale, y / Scale);
    }
}
