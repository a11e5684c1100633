using System.Text.RegularExpressions;
using BulkExtractor.Answers.Lenient;

namespace BulkExtractor.Answers;

/// <summary>A reply that is the text of JSON once more: with its quotes escaped, or written as HTML does.</summary>
internal static partial class WrappedReply
{
    private const int MostLayers = 2;

    /// <summary>The reply without what its JSON was wrapped in; itself, if it is not wrapped.</summary>
    public static string Unwrap(string reply)
    {
        for (var layer = 0; layer < MostLayers && Inner(reply) is { } inner; layer++) reply = inner;
        return reply;
    }

    private static string? Inner(string reply)
    {
        // Where other signs are written as entities too, nobody knows which of them the values themselves hold.
        if (HtmlStart().IsMatch(reply) && !reply.Contains('"') && !OtherEntity().IsMatch(reply))
            return reply.Replace("&quot;", "\"");

        var start = EscapedStart().Match(reply).Groups["json"];
        if (!start.Success) return null;

        // The text ends with its quote, or with the reply.
        return LenientText.Read($"{reply.AsSpan(start.Index)}\"", 0, "\"")?.Value;
    }

    [GeneratedRegex("""^[^{\[]*(?<json>[{\[](?:[\s{\[]|\\[nrt])*\\")""")]
    private static partial Regex EscapedStart();

    [GeneratedRegex("""^[^{\[]*[{\[][\s{\[]*&quot;""")]
    private static partial Regex HtmlStart();

    [GeneratedRegex("&(?!quot;)#?[A-Za-z0-9]{1,8};")]
    private static partial Regex OtherEntity();
}
