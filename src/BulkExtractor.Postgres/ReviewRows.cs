using BulkExtractor.Review;

namespace BulkExtractor.Postgres;

/// <summary>Reads rows of documents as they are reviewed.</summary>
internal static class ReviewRows
{
    public static DocumentRow ReadRow(Row row) =>
        new(row.Int32("document_no"), row.Text("key"), row.Text("text"), row.Text("state"))
        {
            Fields = row.JsonObjectOrNull("fields"),
            Model = row.TextOrNull("model"),
            Confidence = row.DoubleOrNull("confidence"),
            Error = row.TextOrNull("error"),
            Cached = row.Boolean("cached"),
            ApprovedAt = row.InstantOrNull("approved_at"),
            Corrections = row.Int32("correction_count"),
        };

    public static ReviewedDocument ReadDetail(
        Row row, DocumentRow document, IReadOnlyList<Correction> corrections) => new(document)
        {
            Columns = row.Texts("columns"),
            Repairs = row.JsonTexts("repairs"),
            Grounding = row.JsonObjectOrNull("grounding"),
            Flags = row.JsonTexts("flags"),
            PictureCount = row.Int32("picture_count"),
            Previous = row.Int32OrNull("previous_no"),
            Next = row.Int32OrNull("next_no"),
            Said = BatchRows.ReadSaid(row),
            Choice = row.TextOrNull("choice"),
            Corrections = corrections,
        };

    public static KeyValuePair<string, FieldFacts> ReadFacts(Row row) => new(
        row.Text("field"),
        new FieldFacts(
            row.Int32("result_count"),
            row.Int32("filled"),
            row.Int32("distinct_count"),
            [.. row.JsonOrNull("top")!.AsArray().Select(one => (one!["value"]!, one["count"]!.GetValue<int>()))])
        {
            Smallest = row.JsonOrNull("smallest"),
            Largest = row.JsonOrNull("largest"),
            Confidence = row.DoubleOrNull("confidence"),
            MadeAt = row.Instant("made_at"),
        });

    public static Correction ReadCorrection(Row row) => new(
        row.Text("field"), row.JsonOrNull("original"), row.JsonOrNull("value"), row.Instant("corrected_at"));

    public static (int DocumentNo, GoldDocument Gold) ReadGold(Row row) => (
        row.Int32("document_no"),
        new GoldDocument(row.Text("key"), row.Text("text"), row.JsonObject("fields")));
}
