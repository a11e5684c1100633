using System.Text.RegularExpressions;

namespace BulkExtractor.Calls;

/// <summary>The words by which providers' refusals are told apart.</summary>
internal static partial class RefusalWords
{
    [GeneratedRegex("free-models-per-day", RegexOptions.IgnoreCase)]
    public static partial Regex AccountDay();

    [GeneratedRegex("free-models-per-min", RegexOptions.IgnoreCase)]
    public static partial Regex AccountMinute();

    [GeneratedRegex("data policy|guardrail|privacy_restricted", RegexOptions.IgnoreCase)]
    public static partial Regex ShutOut();

    [GeneratedRegex(
        "requested parameters|support tool use|No allowed providers|constraint_filtered|Filter by Parameters",
        RegexOptions.IgnoreCase)]
    public static partial Regex NotRoutable();

    [GeneratedRegex("moderation|flagged|content_policy_violation|refusal", RegexOptions.IgnoreCase)]
    public static partial Regex Moderation();

    [GeneratedRegex("api.?key|credential|unauthori[sz]ed|authenticat", RegexOptions.IgnoreCase)]
    public static partial Regex CredentialsOfProvider();

    [GeneratedRegex(
        "JSON mode is not|(response_format|json_schema|json_object|structured outputs?).{0,60}"
        + "(not (supported|available|allowed)|unsupported|invalid)|(invalid|unsupported|unknown).{0,40}response_format",
        RegexOptions.IgnoreCase)]
    public static partial Regex FormatRefused();

    [GeneratedRegex(
        "(developer|system) (instruction|message|prompt|role).{0,40}not (enabled|supported)|Reasoning is mandatory",
        RegexOptions.IgnoreCase)]
    public static partial Regex Incapable();

    [GeneratedRegex(
        "maximum context length|context_length_exceeded|exceeds? the (available )?context (size|window|length)",
        RegexOptions.IgnoreCase)]
    public static partial Regex ContextOverflow();

    [GeneratedRegex(
        @"maximum context length is (?<limit>\d{1,12}) tokens.{0,40}requested (about )?(?<asked>\d{1,12}) tokens",
        RegexOptions.IgnoreCase)]
    public static partial Regex Figures();
}
