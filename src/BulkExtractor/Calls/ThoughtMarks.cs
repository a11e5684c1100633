using System.Text.RegularExpressions;

namespace BulkExtractor.Calls;

/// <summary>The marks by which models are known to end their thoughts.</summary>
internal static partial class ThoughtMarks
{
    /// <summary>Where the text goes on behind the first end of thoughts; null if there is none.</summary>
    public static int? IndexAfterFirst(ReadOnlySpan<char> text)
    {
        foreach (var mark in Ending().EnumerateMatches(text)) return mark.Index + mark.Length;
        return null;
    }

    /// <summary>Where the text goes on behind the last end of thoughts; null if there is none.</summary>
    public static int? IndexAfterLast(ReadOnlySpan<char> text)
    {
        int? last = null;
        foreach (var mark in Ending().EnumerateMatches(text)) last = mark.Index + mark.Length;
        return last;
    }

    // </think>, </seed:think>, [/THINK], ◁/think▷, <|end_of_thought|>, <|END_THINKING|>, <channel|>, harmony's final
    // channel (also without its tokens), <unused95>, ...done thinking.
    [GeneratedRegex(
        """
        <\|?/[\w:|-]{0,20}?(?:think|thought|reasoning|analysis|reflection|scratchpad)\w*\|?>|\[/think\w*\]|◁/think\w*▷
        |<\|(?:end|close)_?(?:of_)?(?:think|thought|reasoning)\w*\|>|<\|(?:think|thought|reasoning)\w*_end\|>
        |<channel\|>|<\|channel\|>final(?:\s*<\|constrain\|>\s*\w+)?<\|message\|>|assistantfinal(?=\s*[{`])
        |<unused95>|\.\.\.done\ thinking\.
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ending();
}
