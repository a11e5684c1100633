using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>A fenced block of a Markdown text.</summary>
/// <param name="Language">What stands after the fence: <c>sh</c>, or <c>sh needs a key</c>.</param>
/// <param name="File">The file that the line before names first, in backquotes; empty if it names none.</param>
internal sealed partial record MarkdownBlock(string Language, string File, string Text)
{
    public static IReadOnlyList<MarkdownBlock> In(string markdown) =>
        [.. Fenced().Matches(markdown).Select(block => new MarkdownBlock(
            block.Groups["language"].Value, block.Groups["file"].Value, block.Groups["text"].Value))];

    [GeneratedRegex(
        @"(?:^`(?<file>[\w./-]+)`[^\n]*\n\n)?^```(?<language>\w[^\n]*)\n(?<text>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
