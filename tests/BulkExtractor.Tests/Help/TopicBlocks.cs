using System.Text.RegularExpressions;
using BulkExtractor.Web.Help;

namespace BulkExtractor.Tests.Help;

/// <summary>The examples in a topic: its fenced blocks by their language.</summary>
internal static partial class TopicBlocks
{
    public static IReadOnlyList<string> In(string topic, string language) =>
        [.. Fenced().Matches(HelpTopic.Find(topic)!.Text)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["text"].Value)];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
