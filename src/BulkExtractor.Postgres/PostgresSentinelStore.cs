using System.Text.Json.Nodes;
using BulkExtractor.Catalog;
using BulkExtractor.Jobs;
using BulkExtractor.Sentinels;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Gold, what models made of it, and who is benched for that, in PostgreSQL.</summary>
public sealed class PostgresSentinelStore(Database database) : ISentinelStore
{
    private const int MostGold = 1_000;
    private const int MostFields = 5_000;
    private const int ForgottenAtOnce = 5_000;

    private const string Flag = "its model was benched for misread sentinels, and it cannot be asked again";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GoldRow>> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        await database.ListAsync(
            "read_sentinel_gold",
            row => new GoldRow(row.GetString(0), JsonNode.Parse(row.GetString(1))!.AsObject()),
            cancellationToken,
            Bigint("batch", batchId),
            Integer("limit", MostGold));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Standing>> ReadStandingsAsync(
        IReadOnlyCollection<long> batches, CancellationToken cancellationToken)
    {
        var benched = await database.ListAsync(
            "read_standings", ReadBenched, cancellationToken, Bigints("batches", batches));
        var levels = await database.ListAsync(
            "read_accuracies",
            ReadLevel,
            cancellationToken,
            Bigints("batches", batches),
            Span("half_life", Accuracy.HalfLife),
            Integer("limit", MostFields));
        var read = levels.GroupBy(level => (level.Key, level.Field.Field))
            .ToLookup(field => field.Key.Key, field => Whole(field.Select(level => level.Field)));
        var bench = benched.ToDictionary(one => one.Key, one => one.Benched);
        return
        [
            .. read.Select(model => model.Key).Union(bench.Keys).Order().Select(key =>
                new Standing(
                    key.Batch,
                    key.Account,
                    key.Model,
                    new Accuracy($"{key.Account} {key.Model}", [.. read[key]]))
                {
                    Benched = bench.GetValueOrDefault(key),
                }),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(long BatchId, string Model)>> TakeTrialsAsync(
        IReadOnlyCollection<long> batches, TimeSpan pause, CancellationToken cancellationToken) =>
        await database.ListAsync(
            "take_trials",
            row => (row.GetInt64(0), row.GetString(1)),
            cancellationToken,
            Bigints("batches", batches),
            Span("pause", pause));

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<FieldReading> Readings, double? Expected)> ReadReadingsAsync(
        long batchId, Model model, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            "read_sentinel_readings",
            row => (
                Reading: new FieldReading(row.GetInt64(0), row.GetString(1), row.GetDouble(2)),
                Expected: row.IsDBNull(3) ? (double?)null : row.GetDouble(3)),
            cancellationToken,
            [.. Keys(batchId, model), Integer("limit", MostFields)]);
        return ([.. rows.Select(row => row.Reading)], rows.Count == 0 ? null : rows[0].Expected);
    }

    /// <inheritdoc/>
    public Task<int?> BenchAsync(
        long batchId, Model model, Bench bench, CancellationToken cancellationToken) =>
        database.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                var reopened = await BenchAsync(connection, batchId, model, bench, token);
                await transaction.CommitAsync(token);
                return reopened;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        while (await ForgetSomeAsync(cancellationToken) >= ForgottenAtOnce)
        {
            // There may be more.
        }
    }

    /// <summary>How models stand under the newest definition of each job that has sentinels.</summary>
    public async Task<IReadOnlyList<MeasuredModel>> ListMeasuredAsync(CancellationToken cancellationToken)
    {
        var jobs = (await database.ListAsync(
            "list_measured", row => (Batch: row.GetInt64(0), Job: row.GetString(1)), cancellationToken))
            .ToDictionary(job => job.Batch, job => job.Job);
        var standings = await ReadStandingsAsync([.. jobs.Keys], cancellationToken);
        return [.. standings.Select(standing => new MeasuredModel(jobs[standing.BatchId], standing))];
    }

    /// <summary>How many documents of a batch were opened again because their model misread sentinels.</summary>
    public async Task<int> CountTakenBackAsync(long batchId, CancellationToken cancellationToken)
    {
        var counts = await database.ListAsync(
            "read_taken_back", row => row.GetInt32(0), cancellationToken, Bigint("batch", batchId));
        return counts.Sum();
    }

    private async Task<int> ForgetSomeAsync(CancellationToken cancellationToken)
    {
        var forgotten = await database.ListAsync(
            "forget_sentinels",
            row => row.GetInt32(0),
            cancellationToken,
            Span("age", Accuracy.Memory),
            Integer("limit", ForgottenAtOnce));
        return forgotten.Sum();
    }

    // The bench first: what is recorded from now on sees it,
    // and what was recorded before is seen by the next statement.
    private static async Task<int?> BenchAsync(
        NpgsqlConnection connection, long batchId, Model model, Bench bench, CancellationToken cancellationToken)
    {
        var since = await connection.ListAsync(
            "bench_model",
            row => row.GetInt64(0),
            cancellationToken,
            [
                .. Keys(batchId, model),
                Text("reason", bench.Reason),
                Double("expected", bench.Expected),
                Span("pause", bench.Pause),
            ]);
        if (since.Count == 0) return null;

        NpgsqlParameter[] Since() => [.. Keys(batchId, model), Bigint("after", bench.LastGood ?? since[0])];
        var reopened = await connection.ListAsync("take_back", row => row.GetInt32(1), cancellationToken, Since());
        await connection.RunAsync("flag_results", cancellationToken, [.. Since(), Text("flag", Flag)]);
        return reopened.Sum();
    }

    private static NpgsqlParameter[] Keys(long batchId, Model model) =>
        [Bigint("batch", batchId), Text("account", model.Account.Id), Text("model", model.Id)];

    private static ((long Batch, string Account, string Model) Key, Benched Benched) ReadBenched(NpgsqlDataReader row)
    {
        return (
            (row.GetInt64(0), row.GetString(1), row.GetString(2)),
            new Benched(
                row.GetString(4),
                row.GetDouble(6),
                new DateTimeOffset(row.GetDateTime(3)),
                new DateTimeOffset(row.GetDateTime(5))));
    }

    private static ((long Batch, string Account, string Model) Key, FieldAccuracy Field) ReadLevel(NpgsqlDataReader row)
    {
        var (right, wrong) = (row.GetDouble(5), row.GetDouble(6));
        return (
            (row.GetInt64(0), row.GetString(1), row.GetString(2)),
            new FieldAccuracy(row.GetString(3), right, wrong, row.GetDouble(7))
            {
                Levels = row.IsDBNull(4) ? [] : [new ConfidenceLevel(row.GetDouble(4), right, wrong)],
            });
    }

    private static FieldAccuracy Whole(IEnumerable<FieldAccuracy> levels) => levels.Aggregate((sum, one) =>
        new FieldAccuracy(sum.Field, sum.Right + one.Right, sum.Wrong + one.Wrong, sum.Missed + one.Missed)
        {
            Levels = [.. sum.Levels, .. one.Levels],
        });
}
