using System.Text.Json;
using BulkExtractor.Recording;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Tells the held halves of refused packs what became of the other halves.</summary>
internal sealed class HeldSuspects(NpgsqlConnection connection, IReadOnlyList<AttemptResult> attempts)
{
    // Of a half that was asked in several requests the first of them speaks.
    private readonly List<AskedHalf> _asked =
    [
        .. attempts.Where(attempt => attempt is { BisectionOf: not null, Decides: true })
            .OrderBy(attempt => attempt.AttemptId)
            .Select(attempt => new AskedHalf(attempt.BisectionOf!.Value, attempt.AttemptId, !attempt.Answered))
            .DistinctBy(half => half.BisectionOf),
    ];

    private IReadOnlyList<Suspect> _held = [];

    /// <summary>Reads and locks the held halves, behind what the batch writes before.</summary>
    public void Read(StatementBatch batch)
    {
        if (_asked.Count == 0) return;
        _held = batch.AddReading(
            "read_suspects", ReadSuspect, Bigints("bisections", _asked.Select(half => half.BisectionOf)));
    }

    /// <summary>Writes what was decided about them.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_held.Count == 0) return;
        var halves = _held.ToLookup(suspect => suspect.BisectionOf);
        List<Suspect> told = [.. _asked.SelectMany(half => Bisection.Tell(half, [.. halves[half.BisectionOf]]))];
        await connection.RunAsync(
            "tell_suspects",
            cancellationToken,
            Bigints("chunks", told.Select(suspect => suspect.ChunkId)),
            Integers("suspicions", told.Select(suspect => suspect.Suspicion)),
            Bigints("bisections", told.Select(suspect => suspect.BisectionOf)),
            Booleans("helds", told.Select(suspect => suspect.IsHeld)),
            Spans("delays", told.Select(suspect => (TimeSpan?)suspect.Delay)),
            Texts("models", told.Select(suspect => JsonSerializer.Serialize(suspect.BlamedModels))));
    }

    private static Suspect ReadSuspect(Row row) =>
        new(row.Int64("chunk_id"), row.Int64("suspect_of"), row.Text("model_key"))
        {
            Suspicion = row.Int32("suspicion"),
            BlameCount = row.Int32("blame_count"),
            BlamedModels = row.Texts("blamed_models"),
        };
}
