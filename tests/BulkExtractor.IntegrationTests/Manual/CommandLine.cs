using System.CommandLine;
using System.Text.RegularExpressions;
using BulkExtractor.Cli;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>A line of a manual that calls <c>bulk</c>, read as the program would read it.</summary>
internal sealed partial record CommandLine(string Text)
{
    private static readonly RootCommand Program = BulkProgram.Create();

    /// <summary>Whole lines in blocks for a shell.</summary>
    public static IEnumerable<CommandLine> InBlocks(string markdown) => MarkdownBlock.In(markdown)
        .Where(block => block.Language.Split(' ')[0] == "sh")
        .SelectMany(block => Called().Matches(block.Text))
        .Select(call => new CommandLine(call.Groups["arguments"].Value));

    /// <summary>Calls within sentences, which may be shortened.</summary>
    public static IEnumerable<CommandLine> InSentences(string markdown) => Mentioned().Matches(markdown)
        .Select(call => new CommandLine(call.Groups["arguments"].Value))
        .Where(line => !line.Text.Contains('…', StringComparison.Ordinal));

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? FindFault() => Parse().Errors.Select(error => $"bulk {Text}: {error.Message}").FirstOrDefault();

    /// <summary>The first word that no command or option knows; null if all are known.</summary>
    public string? FindUnknownWord() => Parse().UnmatchedTokens.Select(word => $"bulk {Text}: {word}").FirstOrDefault();

    private ParseResult Parse() => Program.Parse([.. Words().Matches(Text).Select(Word)]);

    private static string Word(Match match) => match.Groups["word"].Value is "BATCH" ? "1" : match.Groups["word"].Value;

    // The launcher runs tests and benchmarks itself.
    [GeneratedRegex(@"^\./bulk (?!test\b|bench\b)(?<arguments>[^#\n]*)", RegexOptions.Multiline)]
    private static partial Regex Called();

    [GeneratedRegex(@"`(\./)?bulk (?!test\b|bench\b)(?<arguments>[^`]*)`")]
    private static partial Regex Mentioned();

    [GeneratedRegex("""(?<word>[^\s"]+)|"(?<word>[^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();
}
