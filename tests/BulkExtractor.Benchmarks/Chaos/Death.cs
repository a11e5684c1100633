using System.Text.RegularExpressions;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>A process that ended though nobody had asked it to.</summary>
internal sealed partial record Death(TimeSpan Age, int ExitCode, string LastError)
{
    private const int LongestCause = 70;

    /// <summary>The same for all that ended for the same reason.</summary>
    public string Cause
    {
        get
        {
            var reason = Numbers().Replace(LastError, "N");
            return $"exit code {ExitCode}, {reason[..Math.Min(reason.Length, LongestCause)]}";
        }
    }

    public override string ToString() =>
        $"ended by itself after {Age.TotalSeconds:0.0} s with exit code {ExitCode}: {LastError}";

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
