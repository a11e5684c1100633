using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>What scans take, as JSON.</summary>
internal static class ScansJson
{
    /// <summary>Null where there are none.</summary>
    public static JsonObject? Write(ScanPrice? scans) => scans is null ? null : new JsonObject
    {
        ["documents"] = scans.Documents,
        ["pages"] = scans.Pages,
        ["as"] = scans.Use.ToString().ToLowerInvariant(),
        ["requests"] = scans.Requests,
        ["tokens"] = scans.Tokens,
        ["models"] = scans.Models,
    };
}
