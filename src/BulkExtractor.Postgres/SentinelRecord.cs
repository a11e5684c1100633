using BulkExtractor.Recording;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes how requests read their sentinels, within the transaction that records the requests.</summary>
internal sealed class SentinelRecord(NpgsqlConnection connection, IReadOnlyList<AttemptResult> attempts)
{
    private readonly List<AttemptResult> _measured = [.. attempts.Where(attempt => attempt.IsMeasured)];

    /// <summary>The attempts that stand: those of models that were benched meanwhile brought nothing.</summary>
    public async Task<IReadOnlyList<AttemptResult>> WriteAsync(CancellationToken cancellationToken)
    {
        if (_measured.Count == 0) return attempts;
        var benched = await connection.ListAsync(
            "lock_accuracies",
            row => (row.Int64("batch_id"), row.Text("account"), row.Text("model")),
            cancellationToken,
            Keys(_measured));
        await AddAsync(cancellationToken);
        await EndBenchesAsync(cancellationToken);
        return [.. attempts.Select(attempt => benched.Contains(KeyOf(attempt)) && !attempt.OnTrial
            ? attempt.Withdraw("its model was benched meanwhile: it misread sentinels")
            : attempt)];
    }

    private async Task AddAsync(CancellationToken cancellationToken)
    {
        var scores = _measured.SelectMany(attempt => attempt.Sentinels.Select(score => (attempt, score))).ToList();
        if (scores.Count == 0) return;
        await connection.RunAsync(
            "add_sentinels",
            cancellationToken,
            [
                .. Keys([.. scores.Select(one => one.attempt)]),
                Bigints("attempts", scores.Select(one => one.attempt.AttemptId)),
                Texts("fields", scores.Select(one => one.score.Field)),
                Doubles("confidences", scores.Select(one => one.score.Confidence)),
                Integers("rights", scores.Select(one => one.score.Right)),
                Integers("wrongs", scores.Select(one => one.score.Wrong)),
                Integers("misses", scores.Select(one => one.score.Missed)),
            ]);
    }

    private async Task EndBenchesAsync(CancellationToken cancellationToken)
    {
        var back = _measured.Where(attempt => attempt is { OnTrial: true, Withdrawn: false }).ToList();
        if (back.Count == 0) return;
        await connection.RunAsync(
            "end_quarantine",
            cancellationToken,
            [.. Keys(back), Bigints("attempts", back.Select(attempt => attempt.AttemptId))]);
    }

    private static Parameter[] Keys(IReadOnlyList<AttemptResult> of) =>
    [
        Bigints("batches", of.Select(attempt => attempt.BatchId)),
        Texts("accounts", of.Select(attempt => attempt.Pack.Model.Account.Id)),
        Texts("models", of.Select(attempt => attempt.Pack.Model.Id)),
    ];

    private static (long, string, string) KeyOf(AttemptResult attempt) =>
        (attempt.BatchId, attempt.Pack.Model.Account.Id, attempt.Pack.Model.Id);
}
