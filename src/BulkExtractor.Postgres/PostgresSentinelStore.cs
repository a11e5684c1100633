using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Quality;
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
    public Task<IReadOnlyList<GoldRow>> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_sentinel_gold",
            row => new GoldRow(row.Text("text"), row.JsonObject("fields")),
            cancellationToken,
            Bigint("batch", batchId),
            Integer("limit", MostGold));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelAccuracy>> ReadStandingsAsync(
        IReadOnlyCollection<long> batches, CancellationToken cancellationToken)
    {
        var benched = await database.ListAsync(
            "read_quarantines", ReadBenched, cancellationToken, Bigints("batches", batches));
        var levels = await database.ListAsync(
            "read_accuracies",
            ReadLevel,
            cancellationToken,
            Bigints("batches", batches),
            Span("half_life", FieldAccuracies.HalfLife),
            Integer("limit", MostFields));
        var read = levels.GroupBy(level => (level.Key, level.Field.Field))
            .ToLookup(field => field.Key.Key, field => Whole(field.Select(level => level.Field)));
        var bench = benched.ToDictionary(one => one.Key, one => one.Benched);
        return
        [
            .. read.Select(model => model.Key).Union(bench.Keys).Order().Select(key =>
                new ModelAccuracy(
                    key.Batch,
                    key.Account,
                    key.Model,
                    new FieldAccuracies($"{key.Account} {key.Model}", [.. read[key]]))
                {
                    Quarantine = bench.GetValueOrDefault(key),
                }),
        ];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(long BatchId, string Model)>> TakeTrialsAsync(
        IReadOnlyCollection<long> batches, TimeSpan pause, CancellationToken cancellationToken) =>
        database.ListAsync(
            "take_trials",
            row => (row.Int64("batch_id"), row.Text("model_key")),
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
                Reading: new FieldReading(row.Int64("attempt_id"), row.Text("field"), row.Double("share")),
                Expected: row.DoubleOrNull("expected")),
            cancellationToken,
            [.. Keys(batchId, model), Integer("limit", MostFields)]);
        return ([.. rows.Select(row => row.Reading)], rows.Count == 0 ? null : rows[0].Expected);
    }

    /// <inheritdoc/>
    public Task<int?> QuarantineAsync(
        long batchId, Model model, QuarantineDecision bench, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            (connection, token) => QuarantineAsync(connection, batchId, model, bench, token), cancellationToken);

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
            "list_measured", row => (Batch: row.Int64("batch_id"), Job: row.Text("job")), cancellationToken))
            .ToDictionary(job => job.Batch, job => job.Job);
        var standings = await ReadStandingsAsync([.. jobs.Keys], cancellationToken);
        return [.. standings.Select(standing => new MeasuredModel(jobs[standing.BatchId], standing))];
    }

    /// <summary>How many documents of a batch were opened again because their model misread sentinels.</summary>
    public Task<int> CountTakenBackAsync(long batchId, CancellationToken cancellationToken) =>
        database.FindAsync(
            "read_taken_back", row => row.Int32("taken_back_count"), cancellationToken, Bigint("batch", batchId));

    private Task<int> ForgetSomeAsync(CancellationToken cancellationToken) =>
        database.SingleAsync(
            "forget_sentinels",
            row => row.Int32("forgotten_count"),
            cancellationToken,
            Span("age", FieldAccuracies.Memory),
            Integer("limit", ForgottenAtOnce));

    // The bench first: what is recorded from now on sees it,
    // and what was recorded before is seen by the next statement.
    private static async Task<int?> QuarantineAsync(
        NpgsqlConnection connection,
        long batchId,
        Model model,
        QuarantineDecision bench,
        CancellationToken cancellationToken)
    {
        var since = await connection.FindAsync(
            "quarantine_model",
            row => (long?)row.Int64("since"),
            cancellationToken,
            [
                .. Keys(batchId, model),
                Text("reason", bench.Reason),
                Double("expected", bench.Expected),
                Span("pause", bench.Pause),
            ]);
        if (since is null) return null;

        await connection.RunAsync(
            "tell_quarantine", cancellationToken, [.. Keys(batchId, model), Text("reason", bench.Reason)]);
        Parameter[] read = [.. Keys(batchId, model), Bigint("after", bench.LastGood ?? since)];
        var reopened = await connection.ListAsync(
            "take_back", row => row.Int32("document_count"), cancellationToken, read);
        await connection.RunAsync("flag_results", cancellationToken, [.. read, Text("flag", Flag)]);
        return reopened.Sum();
    }

    private static Parameter[] Keys(long batchId, Model model) =>
        [Bigint("batch", batchId), Text("account", model.Account.Id), Text("model", model.Id)];

    private static ((long Batch, string Account, string Model) Key, Quarantine Benched) ReadBenched(Row row) => (
        ReadKey(row),
        new Quarantine(
            row.Text("reason"), row.Double("expected"), row.Instant("quarantined_at"), row.Instant("trial_at")));

    private static ((long Batch, string Account, string Model) Key, FieldAccuracy Field) ReadLevel(Row row)
    {
        var (right, wrong) = (row.Double("right_count"), row.Double("wrong_count"));
        return (
            ReadKey(row),
            new FieldAccuracy(row.Text("field"), right, wrong, row.Double("missed_count"))
            {
                Levels = row.DoubleOrNull("confidence") is { } confidence
                    ? [new ConfidenceLevel(confidence, right, wrong)]
                    : [],
            });
    }

    private static (long Batch, string Account, string Model) ReadKey(Row row) =>
        (row.Int64("batch_id"), row.Text("account"), row.Text("model"));

    private static FieldAccuracy Whole(IEnumerable<FieldAccuracy> levels) => levels.Aggregate((sum, one) =>
        new FieldAccuracy(sum.Field, sum.Right + one.Right, sum.Wrong + one.Wrong, sum.Missed + one.Missed)
        {
            Levels = [.. sum.Levels, .. one.Levels],
        });
}
