namespace BulkExtractor.Cli.Work;

/// <summary>Reads spans such as <c>30m</c>.</summary>
internal static class Spans
{
    public static TimeSpan? Parse(string option, string? text) => text is null
        ? null
        : Durations.Parse(text)
            ?? throw new InputException($"{option} {text}: write a span such as 90s, 30m, 1.5h or '2 days'");
}
