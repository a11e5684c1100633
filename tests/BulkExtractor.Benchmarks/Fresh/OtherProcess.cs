using System.Globalization;
using BulkExtractor.Benchmarks.Engine;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>What others do with the same rows, in a process that does nothing else.</summary>
internal static class OtherProcess
{
    /// <summary>The word by which the benchmarks start themselves as such a process.</summary>
    public const string Verb = "ask";

    /// <summary>Asks about so many notes: <c>ask bare|sdk ADDRESS ROWS</c>.</summary>
    public static async Task<int> RunAsync(string how, string server, string rows)
    {
        var (address, count) = (new Uri(server), int.Parse(rows, CultureInfo.InvariantCulture));
        using var others = new OtherClients(
            StoredBatch.Unstored(new Account("bench", new Uri(address, "/v1")) { Simulated = true }), address);
        await (how == "sdk"
            ? others.AskSdkAsync(count, CancellationToken.None)
            : others.AskBareAsync(count, CancellationToken.None));
        return 0;
    }
}
