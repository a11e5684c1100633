using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using BulkExtractor.Recording;

namespace BulkExtractor.Postgres;

/// <summary>Where a chunk stands, with one of its answers; a chunk without any has one row of nothing.</summary>
internal sealed record ChunkAnswer(long BatchId, int DocumentNo, AskedChunk Chunk, Vote? Answer)
{
    public static ChunkAnswer Read(Row row) => new(
        row.Int64("batch_id"),
        row.Int32("document_no"),
        new AskedChunk(
            row.Int64("chunk_id"), new Question { No = row.Int32("question_no") }, StateOf(row.Text("state")))
        {
            Problem = row.TextOrNull("problem"),
        },
        row.IsNull("answered_question") ? null : ReadVote(row));

    /// <summary>How a chunk stands by its state in the database.</summary>
    public static ChunkState StateOf(string state) => state switch
    {
        "answered" => ChunkState.Answered,
        "failed" => ChunkState.Failed,
        _ => ChunkState.Open,
    };

    private static Vote ReadVote(Row row) => new(
        row.TextOrNull("model_key") ?? "",
        row.TextOrNull("model") ?? "",
        row.JsonObject("fields"),
        Vote.WithoutRules(Evidence.From(EvidenceJson.Read(row.JsonObject("grounding")), row.JsonTexts("flags"))))
    {
        QuestionNo = row.Int32("answered_question"),
        AttemptId = row.Int64("attempt_id"),
        AskedFields = row.TextsOrNull("asked"),
        IsForFurtherItems = row.Boolean("further"),
        Repairs = row.JsonTexts("repairs"),
    };
}
