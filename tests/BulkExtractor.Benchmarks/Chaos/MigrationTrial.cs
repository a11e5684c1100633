using BulkExtractor.Benchmarks.Surroundings;
using Npgsql;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>New databases whose migration is killed, or cut off from the word of its commit, in its middle.</summary>
internal sealed class MigrationTrial(BenchCluster cluster, MeasuredProgram program, StepFaults faults, Log log)
{
    private static readonly string[] Migrating = ["status"];
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private int _trials;

    public int Kills { get; private set; }

    /// <summary>Databases that stood half made at the end.</summary>
    public int Failures { get; private set; }

    /// <summary>Every other time it is killed, and tried once more.</summary>
    public async Task<bool> RunAsync(TimeSpan into, CancellationToken cancellationToken)
    {
        var database = $"bulk_new_{++_trials}";
        var isKill = _trials % 2 == 1;
        await cluster.ExecuteAsync($"create database {database}");
        await using (var source = cluster.CreateSource(database))
        {
            var name = $"migration {_trials}";
            var process = program.StartAs(name, database, Migrating);
            var met = await WaitForTableAsync(source, process, into, cancellationToken)
                && await ProgramStep.Migration.MeetAsync(
                    source, LongestWait, isKill ? faults.Kill : faults.Cut, cancellationToken);
            var ended = await MeasuredProgram.EndAsync(process, cancellationToken);
            if (ended.WasKilled)
            {
                Kills++;
                var again = program.StartAs($"{name} again", database, Migrating);
                ended = await MeasuredProgram.EndAsync(again, cancellationToken);
            }

            if (ended.Code != 0) Fail(ended);
            await cluster.ExecuteAsync($"drop database {database} with (force)");
            return met;
        }
    }

    private void Fail(Ended ended)
    {
        Failures++;
        log.Say($"a migration ended with exit code {ended.Code}: {ended.LastError}");
    }

    // Until the first migrations are there, so that it is met at another one each time.
    private static async Task<bool> WaitForTableAsync(
        NpgsqlDataSource source, MeasuredProcess process, TimeSpan into, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var look = new NpgsqlCommand("select to_regclass('bulk.migrations') is not null", connection);
        while (!process.HasEnded && process.Age < LongestWait)
        {
            if (await look.ExecuteScalarAsync(cancellationToken) is true)
            {
                await Task.Delay(into / 20, cancellationToken);
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }

        return false;
    }
}
