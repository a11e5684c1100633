namespace BulkExtractor.Web.Parts;

/// <summary>A browser in one word; all of them claim to be others, too, so the first that fits is it.</summary>
internal static class BrowserName
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    public static string Read(string told)
    {
        var browser = Find(Browsers, told);
        if (browser is null) return told.Length == 0 ? "unknown" : Excerpt.Cut(told, 40);
        return Find(Systems, told) is { } system ? $"{browser}, {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string told) =>
        known.FirstOrDefault(one => told.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
