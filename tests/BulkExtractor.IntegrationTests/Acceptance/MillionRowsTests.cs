using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class MillionRowsTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Rows = 1_000_000;
    private const double MostMegabytes = 300;

    [Fact]
    public async Task A_million_rows_are_submitted_in_flat_memory()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        var orders = OrderSet.Write(workshop.Folder, 1);
        workshop.Set(PoolText.AddressVariable, "http://127.0.0.1:9/v1");
        var pool = workshop.Folder.Write("pool.yaml", PoolText.FourModels(account: 20, model: 8));
        var startedAt = TimeProvider.System.GetTimestamp();

        await using var submit = workshop.StartFed("submit", "-", "--job", orders.Job, "--pool", pool, "--json");
        var peak = PeakMemoryAsync(submit);
        await WriteRowsAsync(submit.Input);
        var said = JsonNode.Parse((await submit.EndAsync(TimeSpan.FromMinutes(2))).With(0).Output)!;

        var seconds = TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
        output.WriteLine($"{Rows / seconds:0} rows/s, {await peak:0} MB");
        Assert.Equal(Rows, (int)said["documents"]!);
        Assert.Equal(Rows, await workshop.CountAsync("documents", "true"));
        Assert.InRange(await peak, 20, MostMegabytes);
    }

    private static async Task WriteRowsAsync(StreamWriter csv)
    {
        await csv.WriteAsync("order_id,order\n");
        for (var row = 1; row <= Rows; row++)
        {
            await csv.WriteAsync($"{row},\"Order A-{row:0000000}: {row % 97} x lamp, {row % 1_009}.125 each\"\n");
        }

        csv.Close();
    }

    // The kernel's own high-water mark, which never falls: the last look before the end tells the peak.
    private static async Task<double> PeakMemoryAsync(BulkProcess process)
    {
        var megabytes = 0.0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            if (HighWaterMark(process.Id) is not { } mark) return megabytes;
            megabytes = mark;
        }

        return megabytes;
    }

    // A process that ended has none.
    private static double? HighWaterMark(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line[6..^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
