using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Faults;

/// <summary>An account whose server hangs for a while: what arrives then gets no byte until it is over.</summary>
public sealed partial record HangingAccount(string Account, TimeSpan From, TimeSpan To)
{
    /// <summary>Reads <c>ACCOUNT@FROM-TO</c>, in seconds since the start.</summary>
    public static HangingAccount Parse(string text)
    {
        var parts = Form().Match(text);
        if (!parts.Success) throw new FormatException($"'{text}' is no ACCOUNT@FROM-TO in seconds.");
        var hanging = new HangingAccount(parts.Groups["account"].Value, Seconds("from"), Seconds("to"));
        return hanging.From < hanging.To
            ? hanging
            : throw new FormatException($"'{text}' ends before it begins.");

        TimeSpan Seconds(string name) =>
            TimeSpan.FromSeconds(double.Parse(parts.Groups[name].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<account>.+)@(?<from>\d+(\.\d+)?)-(?<to>\d+(\.\d+)?)$")]
    private static partial Regex Form();
}
