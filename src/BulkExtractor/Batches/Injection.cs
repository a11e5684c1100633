using System.Buffers;
using System.Text.RegularExpressions;

namespace BulkExtractor.Batches;

/// <summary>
/// Documents that seem to speak to the model: they are read all the same, as data, but in a request of their own,
/// where there is no neighbour whose answer they could touch.
/// </summary>
internal static partial class Injection
{
    // A text without any of these is not looked at again; most have none.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "instruc", "istruzioni", "anweisung", "prompt", "system:", "assistant", "you are now", "override",
            "document", "schema>", "<|", "[inst]", "指示", "指令", "지시", "تعليمات", "инструкци", "polecenia",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text tells its reader to do something else, or holds tags like ours.</summary>
    public static bool IsSuspectedIn(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return false;
        return Imperative().IsMatch(text) || Tag().IsMatch(text) || OtherScripts().IsMatch(text);
    }

    [GeneratedRegex(
        @"\b(ignor(e|a|ez|iere|ieren|uj)|disregard|forget|oubli(e|ez)|olvida|vergiss|override|zignoruj|negeer)\b"
        + @".{0,60}\b(instruc\w*|istruzioni|anweisung\w*|prompts?|polecenia|instructies)\b"
        + @"|\b(system|developer) prompt\b|\byou are now (a|an|the|in)\b|\bnew instructions?:"
        + @"|\b(answer|fill in|extract) .{0,40}\b(all|every|other|each) (other )?documents?\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Imperative();

    [GeneratedRegex(
        @"</?(document|schema)\b|<\|?(im_start|im_end|system|assistant|user)\|?>|\[/?INST\]|^(system|assistant):"
        + @"|""documents""\s*:",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"(以前|上記|これまで|前)の?(すべての)?指示.{0,6}無視|(忽略|无视|忽視).{0,10}(指令|指示)|이전.{0,8}지시.{0,6}무시"
        + @"|تجاهل.{0,20}تعليمات|игнорир\w*.{0,30}инструкци",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex OtherScripts();
}
