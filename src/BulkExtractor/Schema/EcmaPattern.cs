using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.Schema;

/// <summary>
/// Patterns of JSON Schema follow ECMA-262 with Unicode; here the few signs that mean something else in .NET are
/// translated: there <c>\d</c> matches Arabic digits too, <c>$</c> matches before a last line break.
/// </summary>
internal static class EcmaPattern
{
    private const string Word = "A-Za-z0-9_";

    // Long enough that a busy machine gives up no pattern that another one would match.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);
    private static readonly ConditionalWeakTable<string, Regex> Known = [];

    /// <summary>The pattern of a schema, translated once, also for copies of the schema.</summary>
    public static Regex Compile(FieldSchema schema) => Known.GetValue(schema.Pattern!, Create);

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Create(string pattern)
    {
        var translated = Translate(pattern);
        try
        {
            // Its time grows with the text alone, so that it needs no end.
            return new(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // What looks around or back, or is very large; a match that takes too long is given up.
            return new(translated, RegexOptions.CultureInvariant, LongestMatch);
        }
    }

    private static string Translate(string pattern)
    {
        var translated = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var sign = pattern[i];
            if (sign == '\\' && i + 1 < pattern.Length)
            {
                translated.Append(inClass ? InClass(pattern[++i]) : Outside(pattern[++i]));
                continue;
            }

            translated.Append(inClass ? SignInClass(sign) : Sign(sign));
            inClass = inClass ? sign != ']' : sign == '[';
        }

        return translated.ToString();
    }

    private static string Sign(char sign) =>
        sign switch
        {
            '$' => @"\z",
            '.' => @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r\u2028\u2029])",
            _ => sign.ToString(),
        };

    // In .NET a bracket within a class may begin a subtraction.
    private static string SignInClass(char sign) => sign == '[' ? @"\[" : sign.ToString();

    private static string Outside(char escaped) =>
        escaped switch
        {
            'd' => "[0-9]",
            'D' => @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^0-9])",
            'w' => $"[{Word}]",
            'W' => $@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^{Word}])",
            'b' => $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))",
            'B' => $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))",
            _ => $@"\{escaped}",
        };

    private static string InClass(char escaped) =>
        escaped switch
        {
            'd' => "0-9",
            'w' => Word,
            _ => $@"\{escaped}",
        };
}
