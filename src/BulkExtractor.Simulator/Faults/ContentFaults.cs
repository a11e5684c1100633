namespace BulkExtractor.Simulator.Faults;

/// <summary>Spoils what a model wrote, as models do.</summary>
internal static class ContentFaults
{
    public static string Spoil(string content, FaultKind? fault, Dice dice) => fault switch
    {
        FaultKind.Prose => $"Sure! Here it is:\n\n{content}\n\nLet me know if anything is missing.",
        FaultKind.Fences => $"```json\n{content}\n```",
        FaultKind.TrailingCommas => WithTrailingCommas(content),
        FaultKind.Think => $"<think>The user wants {{\"documents\": ...}}. One by one, then.</think>\n{content}",
        FaultKind.Truncated => Cut(content, (int)(content.Length * (0.2 + (0.7 * dice.Roll(Draw.Cut))))),
        FaultKind.EmptyContent => "",
        _ => content,
    };

    /// <summary>The first characters; a pair of surrogates stays together.</summary>
    public static string Cut(string content, int length)
    {
        if (length >= content.Length) return content;
        var torn = length > 0 && char.IsHighSurrogate(content[length - 1]);
        return torn ? content[..(length - 1)] : content[..length];
    }

    private static string WithTrailingCommas(string content) =>
        content.EndsWith("]}", StringComparison.Ordinal) ? content[..^2] + ",],}" : content;
}
