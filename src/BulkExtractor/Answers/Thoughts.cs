using System.Text.RegularExpressions;
using BulkExtractor.Calls;

namespace BulkExtractor.Answers;

/// <summary>The thoughts that a model writes before its answer: drafts within them look like answers.</summary>
internal static partial class Thoughts
{
    /// <summary>The reply after its thoughts; null if it never came to their end.</summary>
    /// <param name="truncated">Whether the reply was cut off.</param>
    public static string? Skip(string reply, bool truncated)
    {
        var text = reply.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (Opening().IsMatch(text))
        {
            // Whoever thinks once may think again.
            if (ThoughtMarks.IndexAfterFirst(text) is { } first) return Skip(text[first..].ToString(), truncated);
            return truncated || IsLeftOpen(text) ? null : reply;
        }

        if (text.StartsWith("{") || text.StartsWith("[{") || text.StartsWith("```")) return reply;

        // A template may have eaten the opening tag.
        if (ThoughtMarks.IndexAfterLast(reply) is { } last) return reply[last..];
        return AfterStrangeTag(text) ?? AfterStrangeTokens(text) ?? reply;
    }

    // <ponder>…</ponder>, [MUSE]…[/MUSE], ◁x▷…◁/x▷, <|x_start|>…<|x_end|>: words with JSON among them, and JSON
    // behind them. What holds nothing but JSON is no thoughts, but an answer in a wrapping.
    private static string? AfterStrangeTag(ReadOnlySpan<char> text)
    {
        var opening = Tag().Match(text.ToString());
        if (!opening.Success) return null;

        var name = Regex.Escape(opening.Groups["name"].Value);
        var closing = Regex.Match(
            text.ToString(), $@"[<\[◁]\|?/\|?{name}\|?[>\]▷]|<\|(?:end_|/){name}\|>|<\|{name}_end\|>",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        if (!closing.Success) return null;

        var inside = text[opening.Length..closing.Index];
        var behind = text[(closing.Index + closing.Length)..];
        return HasWords(inside) && behind.IndexOfAny("{[") >= 0 ? behind.ToString() : null;
    }

    // <|x|>words<|y|><|z|>{…}<|end|>: behind the last token that JSON follows there is nothing else.
    private static string? AfterStrangeTokens(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("<|")) return null;
        var answer = WithoutTokens(text);
        var last = answer.LastIndexOf("|>");
        if (last < 0 || !HasWords(text[..last])) return null;

        answer = answer[(last + "|>".Length)..].TrimStart();
        return answer.StartsWith("{") || answer.StartsWith("[") ? answer.ToString() : null;
    }

    private static ReadOnlySpan<char> WithoutTokens(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        while (text.EndsWith("|>") && text.LastIndexOf("<|") is var token and >= 0) text = text[..token].TrimEnd();
        return text;
    }

    // Thoughts have an end, and behind words that follow the last JSON there should be more of it. A title such as
    // "Reasoning:" has no end that could be known.
    private static bool IsLeftOpen(ReadOnlySpan<char> text) =>
        text.StartsWith("<think", StringComparison.OrdinalIgnoreCase)
        || ((text[0] is '<' or '[' or '◁' || Dots().IsMatch(text))
            && Words().IsMatch(text[(text.LastIndexOfAny("}]") + 1)..]));

    // Before the first JSON or behind the last.
    private static bool HasWords(ReadOnlySpan<char> text) => text.IndexOfAny("{[") is var start and >= 0
        ? Words().IsMatch(text[..start]) || Words().IsMatch(text[(text.LastIndexOfAny("}]") + 1)..])
        : Words().IsMatch(text);

    // <think>, [THINK], ◁think▷, <|channel|>analysis, <|START_THINKING|>, <unused94>thought, Thinking..., # Thoughts
    [GeneratedRegex(
        """^(?:[<\[◁][^\s{}"]{0,40}?|[#*_]{0,3} ?)(?:think|thought|reasoning|analysis|reflection|scratchpad)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\w+\s?(?:\.\.\.|…)")]
    private static partial Regex Dots();

    [GeneratedRegex(
        @"^(?:<\|?|\[|◁)(?:start_|begin_)?(?<name>[\w:.-]{1,40}?)(?:_start|_begin)?(?:\s[^>\]▷{}]{0,80})?(?:\|?>|\]|▷)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\p{L}+[\s,.:;]+\p{L}+")]
    private static partial Regex Words();
}
