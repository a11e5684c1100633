using System.Globalization;
using System.Text.Json;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Forecasts;

/// <summary>One batch from its submission to its end, with a worker and a simulator of its own.</summary>
internal sealed class ForecastRun(BenchDatabase database, int seed)
{
    private const int TimedRows = 400;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly Random _random = new(seed);

    public async Task<ForecastEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var workspace = new Workspace();
        var rows = _random.Next(3_000, 5_000);
        await using var simulator = await SimulatorProcess.StartAsync(workspace, Played(), cancellationToken);
        await simulator.WarmAsync(cancellationToken);
        await using var worker = BulkProcess.Start(database.Address, "worker", "--quiet", "--pool", simulator.Pool);
        await UntilAsync("select count(*) > 0 from bulk.workers", cancellationToken);

        // The ten seconds that are assumed of answers nobody has timed yet would be ten minutes here.
        await SubmitAsync(TimedRows, workspace.WriteJob("before", "The total, for a look at how long answers take."));
        await UntilAsync("select state = 'finished' from bulk.batches where batch_id = 1", cancellationToken);

        var receipt = await SubmitAsync(rows, workspace.Job);
        var batch = receipt.GetProperty("batch").GetString()!;
        await UntilAsync(
            $"select extracted_count >= {rows} / 2 from bulk.batches where batch_id = {batch}", cancellationToken);
        var half = await SayAsync(["status", batch], cancellationToken);
        await UntilAsync($"select state = 'finished' from bulk.batches where batch_id = {batch}", cancellationToken);

        var status = await SayAsync(["status", batch], cancellationToken);
        var (start, end) = (Instant(status, "created_at"), Instant(status, "finished_at"));
        return new ForecastEnd(
            seed,
            end - start,
            Count(status, "requests"),
            Foretold.Of(Count(receipt, "requests"), receipt.GetProperty("finish"), start, end),
            Foretold.Of(
                Count(half, "requests") + Count(half, "requests_left"), half.GetProperty("finish"), start, end));

        Task<JsonElement> SubmitAsync(int rows, string job) => SayAsync(
            ["submit", workspace.WriteNotes(rows), "--job", job, "--pool", simulator.Pool], cancellationToken);
    }

    // A window of a second stands for a minute: some sixty of them are the hour that a batch of this size takes.
    private Played Played() => new("{ requests: 5, per: 1s }", seed)
    {
        Models = _random.Next(2, 6),
        Options =
        [
            .. Option("--latency", 0.4), "--latency-sigma", "0.5",
            .. Option("--upstream-429", 0.08), .. Option("--error-503", 0.03), .. Option("--error-in-200", 0.03),
            .. Option("--dropped", 0.08), .. Option("--truncated", 0.03),
        ],
    };

    private string[] Option(string name, double most) =>
        [name, (most * _random.NextDouble()).ToString("0.###", CultureInfo.InvariantCulture)];

    private async Task<JsonElement> SayAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<JsonElement>(
            await BulkProcess.RunAsync(database.Address, cancellationToken, [.. arguments, "--json"]));

    private async Task UntilAsync(string condition, CancellationToken cancellationToken)
    {
        while (!await database.ReadAsync<bool>(condition, cancellationToken))
        {
            await Task.Delay(LookInterval, cancellationToken);
        }
    }

    private static int Count(JsonElement status, string name) => status.GetProperty(name).GetInt32();

    private static DateTimeOffset Instant(JsonElement status, string name) =>
        DateTimeOffset.Parse(status.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
