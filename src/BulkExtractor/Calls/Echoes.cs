using System.Text;

namespace BulkExtractor.Calls;

/// <summary>Finds what a text repeats of a document.</summary>
internal static class Echoes
{
    private const int Window = 16;
    private const int Shortest = 6;

    /// <summary>The text with something else in the place of each run that stands in the document as well.</summary>
    public static string Replace(string text, string document, Func<string, string> instead)
    {
        var window = Math.Min(Window, document.Length);
        if (window < Shortest) return text;

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var echo = LengthAt(text, i, document, window);
            if (echo == 0) kept.Append(text[i]);
            else kept.Append(instead(text.Substring(i, echo)));
            i += Math.Max(echo, 1);
        }

        return kept.ToString();
    }

    private static int LengthAt(string text, int start, string document, int window)
    {
        if (start + window > text.Length) return 0;

        var at = document.AsSpan().IndexOf(text.AsSpan(start, window));
        return at < 0 ? 0 : text.AsSpan(start).CommonPrefixLength(document.AsSpan(at));
    }
}
