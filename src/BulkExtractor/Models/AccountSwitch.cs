using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>The word in a pool file that switches an account on or off.</summary>
internal static class AccountSwitch
{
    private static readonly string[] On = ["yes", "true", "1"];
    private static readonly string[] Off = ["no", "false", "0"];

    /// <summary>What is still to be set before the account is on; null where it is.</summary>
    public static string? FindMissing(YamlValue written, Func<string, string?> variable)
    {
        if (Means(On, written.Text())) return null;
        if (Means(Off, written.Text())) return "enabled: yes";

        var text = written.Text().Trim();
        if (!Variables.IsOne(text)) throw written.Unfit("yes, no, ${NAME}");
        var name = Variables.Names(text).Single();
        return Means(On, variable(name) ?? "") ? null : $"{name}=yes";
    }

    private static bool Means(string[] words, string text) =>
        words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);
}
