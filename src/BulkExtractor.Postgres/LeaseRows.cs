using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;

namespace BulkExtractor.Postgres;

/// <summary>Reads rows of chunks that were leased.</summary>
internal static class LeaseRows
{
    public static LeasedChunk ReadChunk(Row row) => new(
        row.Int64("chunk_id"),
        row.Int64("batch_id"),
        row.Int32("document_no"),
        row.Int32("slice_no"),
        row.Int64("lease_token"),
        row.Text("text"),
        row.Int32("tokens"),
        row.Int32("blame_count"),
        row.Texts("blamed_models"))
    {
        Suspicion = row.Int32("suspicion"),
        BisectionOf = row.Int64OrNull("suspect_of"),
        PictureBytes = row.Int32("picture_bytes"),
        PictureCount = row.Int32("picture_count"),
        Seen = row.TextOrNull("seen"),
        Hint = row.TextOrNull("hint"),
        Offset = row.Int32("utf16_offset"),
        CodePointOffset = row.Int32("code_point_offset"),
        Question = ReadQuestion(row),
    };

    private static Question ReadQuestion(Row row)
    {
        var question = new Question { No = row.Int32("question_no"), AnsweredBy = row.Texts("answered_by") };
        if (row.TextsOrNull("asked") is { } asked) return question with { Fields = asked, Found = row.Text("found") };
        return row.TextsOrNull("kept_asked") is { } fields
            ? question with { Fields = fields, Reused = ReadReused(row) }
            : question;
    }

    private static ReusedFields ReadReused(Row row) => ReusedFields.From(
        row.JsonObject("kept_fields"),
        EvidenceJson.Read(row.JsonObject("kept_grounding")),
        row.JsonTexts("kept_flags"));
}
