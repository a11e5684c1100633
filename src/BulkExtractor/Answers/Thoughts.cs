using System.Text.RegularExpressions;

namespace BulkExtractor.Answers;

/// <summary>The thoughts that a model writes before its answer: drafts within them look like answers.</summary>
internal static partial class Thoughts
{
    /// <summary>The reply after its thoughts; nothing if it never came to their end.</summary>
    /// <param name="truncated">Whether the reply was cut off.</param>
    public static string Skip(string reply, bool truncated)
    {
        var text = reply.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (Opening().IsMatch(text))
        {
            foreach (var end in Closing().EnumerateMatches(text)) return text[(end.Index + end.Length)..].ToString();
            // A title such as "Reasoning:" has no end that could be known.
            return truncated || text.StartsWith("<think", StringComparison.OrdinalIgnoreCase) ? "" : reply;
        }

        if (text.StartsWith("{") || text.StartsWith("[") || text.StartsWith("```")) return reply;

        // A template may have eaten the opening tag.
        return Closing().Matches(reply) is [.., var last] ? reply[(last.Index + last.Length)..] : reply;
    }

    // <think>, [THINK], ◁think▷, <|channel|>analysis, <|begin_of_thought|>, <unused94>thought, Thinking..., # Thoughts
    [GeneratedRegex(
        """^(?:[<\[◁][^\s{}"]{0,40}?|[#*_]{0,3} ?)(?:think|thought|reasoning|analysis|reflection|scratchpad)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(
        """
        </(?:think|thought|reasoning|analysis|reflection|scratchpad)\w*>|\[/think\w*\]|◁/think\w*▷
        |<\|end_of_thoughts?\|>|<channel\|>|<\|channel\|>final(?:\s*<\|constrain\|>\s*\w+)?<\|message\|>|<unused95>
        |\.\.\.done\ thinking\.
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Closing();
}
