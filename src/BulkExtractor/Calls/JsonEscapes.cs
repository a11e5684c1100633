using System.Globalization;

namespace BulkExtractor.Calls;

/// <summary>Escapes in JSON text that no store takes: <c>\u0000</c> and lone surrogates become <c>\uFFFD</c>.</summary>
public static class JsonEscapes
{
    private const int Length = 6;

    /// <summary>The same JSON text, or a copy whose strings can all be decoded and stored.</summary>
    public static string Clean(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal)) return json;

        var clean = json.ToCharArray();
        for (var i = Array.IndexOf(clean, '\\'); i >= 0 && i < clean.Length; i = Array.IndexOf(clean, '\\', i))
        {
            i += CleanAt(clean, i);
        }

        return new string(clean);
    }

    // Returns how many characters are settled: the escape, or the backslash with whatever it escapes.
    private static int CleanAt(char[] json, int start)
    {
        if (Unit(json, start) is not { } unit) return Math.Min(2, json.Length - start);
        if (char.IsHighSurrogate(unit) && Unit(json, start + Length) is { } next && char.IsLowSurrogate(next))
            return 2 * Length;

        if (unit == '\0' || char.IsSurrogate(unit)) "FFFD".CopyTo(json.AsSpan(start + 2));
        return Length;
    }

    private static char? Unit(char[] json, int start) =>
        start + Length <= json.Length
        && json[start] == '\\'
        && json[start + 1] == 'u'
        && ushort.TryParse(json.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, null, out var unit)
            ? (char)unit
            : null;
}
