using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Surroundings;
using Npgsql;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>A server, a simulator, notes with known fields, and the program that works on them.</summary>
internal sealed class ChaosSite : IAsyncDisposable
{
    private const int BatchSize = 300;
    private const int PackSize = 5;
    private const int Models = 4;
    private const string Limits = "{ requests: 30, per: 3s }";

    private readonly Workspace _workspace;
    private readonly string _job;

    private ChaosSite(
        BenchmarkRun run, Workspace workspace, BenchCluster cluster, GoldNotes notes, SimulatorProcess simulator)
    {
        (_workspace, Cluster, Notes, Simulator) = (workspace, cluster, notes, simulator);
        // Some answers name documents crosswise, which short numbers alone do not tell.
        _job = workspace.WriteJob("strict", "The total of the note and its currency.", "strict");
        Inbox = new NightlyInbox(workspace);
        Proxy = new CuttingProxy(cluster.Port);
        Answers = new DistortingProxy(simulator.Address, run.Seed);
        var pool = workspace.WritePool("distorted.yaml", Answers.Address, Limits, Models, timeout: "10s");
        Program = new MeasuredProgram(run.Program, Settings(Proxy.AddressOf(cluster.Address), pool))
        {
            Folder = workspace.Folder,
        };
        Source = cluster.CreateSource();
    }

    /// <summary>Short, so that what a killed worker held comes back soon.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(5);

    public BenchCluster Cluster { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>What the programs take for the database.</summary>
    public CuttingProxy Proxy { get; }

    /// <summary>What the programs take for the models.</summary>
    public DistortingProxy Answers { get; }

    public GoldNotes Notes { get; }

    public NightlyInbox Inbox { get; }

    public SimulatorProcess Simulator { get; }

    public MeasuredProgram Program { get; }

    public static async Task<ChaosSite> OpenAsync(
        BenchmarkRun run, int documents, CancellationToken cancellationToken)
    {
        var workspace = new Workspace();
        var notes = new GoldNotes(workspace, documents, BatchSize, run.Say);
        var cluster = await BenchCluster.StartAsync(cancellationToken);
        try
        {
            var simulator = await SimulateAsync(workspace, notes, run.Seed, cancellationToken);
            return new ChaosSite(run, workspace, cluster, notes, simulator);
        }
        catch
        {
            await cluster.DisposeAsync();
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>Submits a batch of the notes; how that ended.</summary>
    public Task<Ended> SubmitAsync(int batch, CancellationToken cancellationToken) => MeasuredProgram.EndAsync(
        Program.StartAs(
            $"submit {batch}", null, "submit", Notes.Write(batch), "--job", _job, "--pack", $"{PackSize}",
            "--json"),
        cancellationToken);

    /// <summary>The number under which a batch was accepted.</summary>
    public static long NumberIn(Ended submission) =>
        long.Parse((string)JsonNode.Parse(submission.Output)!["batch"]!);

    /// <summary>The numbers of all batches that were made of a file; more than one is one too many.</summary>
    public async Task<IReadOnlyList<long>> FindAsync(int batch, CancellationToken cancellationToken) =>
        await ReadAsync<long[]>(
            $"""
            select coalesce(array_agg(batch_id order by batch_id), array[]::bigint[])
            from bulk.batches where source like '%{GoldNotes.NameOf(batch)}'
            """,
            cancellationToken);

    /// <summary>Compares the results of a batch with the notes.</summary>
    /// <param name="number">Under which the batch was accepted.</param>
    public async Task<Judgement> JudgeAsync(int batch, long number, CancellationToken cancellationToken)
    {
        var finished = await ReadAsync<bool>(
            $"select finished_at is not null from bulk.batches where batch_id = {number}", cancellationToken);
        var file = Inbox.ExportOf(batch);
        if (!File.Exists(file)) file = await ExportAsync(number, cancellationToken);
        return Notes.Judge(batch, finished, await File.ReadAllLinesAsync(file, cancellationToken));
    }

    private async Task<string> ExportAsync(long number, CancellationToken cancellationToken)
    {
        var file = _workspace.PathOf($"{number}.jsonl");
        var ended = await Program.RunAsync(
            cancellationToken, "export", $"{number}", "--format", "jsonl", "--out", file);
        if (ended.Code is not (0 or 1))
            throw new InputException($"batch {number} cannot be exported: {ended.LastError}");
        return file;
    }

    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The requests that have arrived so far.</summary>
    public async Task<int> CountArrivalsAsync(CancellationToken cancellationToken) =>
        (await Simulator.ReadLedgerAsync(cancellationToken)).GetProperty("arrivals").GetInt32();

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Proxy.DisposeAsync();
        await Answers.DisposeAsync();
        await Simulator.DisposeAsync();
        await Cluster.DisposeAsync();
        _workspace.Dispose();
    }

    private static Task<SimulatorProcess> SimulateAsync(
        Workspace workspace, GoldNotes notes, int seed, CancellationToken cancellationToken)
    {
        var played = new Played(Limits, seed)
        {
            Models = Models,
            Options = ["--answers", notes.Answers, "--latency", "0.3", "--latency-sigma", "0.3"],
        };
        return SimulatorProcess.StartAsync(workspace, played, cancellationToken);
    }

    private static Dictionary<string, string> Settings(string database, string pool) => new()
    {
        ["BULK_POSTGRES"] = database,
        ["BULK_POOL"] = pool,
        ["Pipeline__LeaseDuration"] = $"{Lease}",
    };
}
