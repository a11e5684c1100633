using System.Text.Json;
using System.Text.Json.Serialization;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;

namespace BulkExtractor.Postgres;

/// <summary>Reads rows of batches and results.</summary>
internal static class BatchRows
{
    private static readonly JsonSerializerOptions SettingsFormat = new()
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(BatchSettings settings) => JsonSerializer.Serialize(settings, SettingsFormat);

    public static BatchSettings ReadSettings(string json) =>
        JsonSerializer.Deserialize<BatchSettings>(json, SettingsFormat)!;

    /// <summary>An active batch, with what is known of its way.</summary>
    public static Batch ReadActive(Row row) => ReadBatch(row) with
    {
        WaitingFor = row.TextOrNull("waiting_for"),
        OpenDocuments = row.Int32("open_count"),
        OnTime = row.BooleanOrNull("on_time") is true,
        ReadAt = row.Instant("now"),
        BehindUntil = row.InstantOrNull("behind_until"),
    };

    public static Batch ReadBatch(Row row) => new(
        row.Int64("batch_id"),
        DefinitionJson.Read(row.Text("definition")),
        ReadSettings(row.Text("settings")),
        row.Texts("accounts"));

    public static BatchProgress ReadProgress(Row row)
    {
        var facts = ReadFacts(row);
        var wait = BatchWait.Decide(facts);
        var stands = facts.State == "extracting" && wait.Reason is not null;
        return ReadCounts(row) with
        {
            State = stands ? "waiting" : facts.State,
            WaitingFor = wait.Reason,
            Unexplained = wait.IsUnexplained,
        };
    }

    private static BatchProgress ReadCounts(Row row) => new()
    {
        BatchId = row.Int64("batch_id"),
        Job = row.Text("job"),
        Source = row.Text("source"),
        State = row.Text("state"),
        Documents = row.Int32("document_count"),
        Extracted = row.Int32("extracted_count"),
        Failed = row.Int32("failed_count"),
        Cached = row.Int32("cached_count"),
        Simulated = row.Boolean("simulated"),
        CreatedAt = row.Instant("created_at"),
        FinishedAt = row.InstantOrNull("finished_at"),
        Requests = row.Int32("request_count"),
        Wasted = row.Int32("wasted_count"),
        UnderWay = row.Int32("under_way_count"),
        Cost = row.Decimal("cost"),
        MaxCost = row.Decimal("max_cost"),
        Deadline = row.InstantOrNull("deadline"),
        OnTime = row.BooleanOrNull("on_time"),
        Notes = row.Texts("input_notes"),
    };

    private static BatchFacts ReadFacts(Row row) => new()
    {
        State = row.Text("state"),
        Said = row.TextOrNull("waiting_for"),
        IsSplit = row.Boolean("is_split"),
        Accounts = row.Texts("accounts"),
        Workers = row.Int32("worker_count"),
        KnownAccounts = row.Texts("known_accounts"),
        UnderWay = row.Int32("under_way_count"),
        Next = row.InstantOrNull("next_due_at") is { } dueAt
            ? new NextChunk(dueAt, row.Boolean("next_is_leased"), row.Boolean("next_is_held"))
            : null,
        MovedAt = row.Instant("moved_at"),
        Now = row.Instant("now"),
    };

    public static ExportRow ReadResult(Row row) => new(
        row.Int32("document_no"),
        row.Text("key"),
        row.Texts("columns"),
        row.JsonObjectOrNull("fields"),
        row.TextOrNull("model"),
        row.DoubleOrNull("confidence"),
        row.TextOrNull("error"))
    {
        Grounding = row.JsonObjectOrNull("grounding"),
        Flags = row.JsonTexts("flags"),
        Said = ReadSaid(row),
        State = row.Text("state"),
        Choice = row.TextOrNull("choice"),
    };

    /// <summary>What was said where several had a say; nothing where there is no result.</summary>
    public static IReadOnlyList<CandidateValues> ReadSaid(Row row) =>
        row.JsonOrNull("said") is { } said ? CandidateValues.Read(said.AsArray()) : [];
}
