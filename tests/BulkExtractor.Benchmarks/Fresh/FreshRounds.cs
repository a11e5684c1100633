using System.Diagnostics;
using System.Globalization;
using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>Who works on the rows.</summary>
internal enum Who
{
    Bare,
    Sdk,
    Product,
    ProductInOld,
}

/// <summary>What is measured.</summary>
internal sealed record FreshCase(int Rows, Who Who, int Pack = 1);

/// <summary>What one process brought, from its start to its end.</summary>
/// <param name="CpuSeconds">What it used itself; the server of the models and the database are not in it.</param>
internal sealed record FreshRun(double RowsPerSecond, double CpuSeconds);

/// <summary>Rounds of the others and of the product in turns.</summary>
internal sealed class FreshRounds(
    BenchServer server, BenchDatabase old, Workspace workspace, SimulatorProcess simulator, FreshPrograms programs)
{
    /// <summary>How often Hangfire looks for jobs by itself, in seconds.</summary>
    public const double HangfireLook = 2;

    private readonly Dictionary<FreshCase, List<FreshRun>> _runs = [];
    private readonly List<double> _firstRequests = [];
    private int _jobs;

    /// <summary>How long after its row a batch's first request was granted.</summary>
    public double FirstRequest => Pace.Median(_firstRequests);

    public FreshRun Median(FreshCase measured) => new(
        Pace.Median(_runs[measured].Select(run => run.RowsPerSecond)),
        Pace.Median(_runs[measured].Select(run => run.CpuSeconds)));

    /// <summary>One round of all.</summary>
    public async Task RunAsync(int rows, IReadOnlyList<int> packs, CancellationToken cancellationToken)
    {
        var notes = workspace.WriteNotes(rows);
        await MeasureAsync(new(rows, Who.Bare), programs.Ask("bare", simulator.Address, rows), cancellationToken);
        await MeasureAsync(new(rows, Who.Sdk), programs.Ask("sdk", simulator.Address, rows), cancellationToken);
        foreach (var pack in packs)
        {
            await using var young = await server.CreateDatabaseAsync(cancellationToken);
            await SubmitAsync(new(rows, Who.Product, pack), young, notes, cancellationToken);
            await SubmitAsync(new(rows, Who.ProductInOld, pack), old, notes, cancellationToken);
        }
    }

    // Each time a job of its own, so that nothing is answered from what the one before brought.
    private async Task SubmitAsync(
        FreshCase measured, BenchDatabase database, string notes, CancellationToken cancellationToken)
    {
        var job = workspace.WriteJob($"bench{++_jobs}", $"The total of the note and its currency, try {_jobs}.");
        var start = programs.Submit(database.Address, notes, job, simulator.Pool, measured.Pack);
        await MeasureAsync(measured, start, cancellationToken);
        _firstRequests.Add(await database.ReadAsync<double>(
            """
            select extract(epoch from min(a.granted_at) - b.created_at)::float8
            from bulk.batches b join bulk.attempts a using (batch_id)
            where b.batch_id = (select max(batch_id) from bulk.batches)
            group by b.created_at
            """,
            cancellationToken));
    }

    private async Task MeasureAsync(FreshCase measured, ProcessStartInfo start, CancellationToken cancellationToken)
    {
        var (cpu, startedAt) = (ReadChildrenCpu(), TimeProvider.System.GetTimestamp());
        await RunAsync(start, cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        if (!_runs.TryGetValue(measured, out var runs)) _runs[measured] = runs = [];
        runs.Add(new FreshRun(measured.Rows / took.TotalSeconds, ReadChildrenCpu() - cpu));
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InputException($"{start.ArgumentList[1]} ended with {process.ExitCode}: {(await said)[1]}");
    }

    // Of those that have ended: fields 16 and 17 of the process' line, in hundredths of a second; elsewhere 0.
    private static double ReadChildrenCpu()
    {
        const string self = "/proc/self/stat";
        if (!File.Exists(self)) return 0;
        var fields = File.ReadAllText(self).Split(") ")[^1].Split(' ');
        return fields.Skip(13).Take(2).Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / 100;
    }
}
