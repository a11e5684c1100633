using System.ComponentModel;
using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>A batch's documents over HTTP: look, search, correct, approve.</summary>
internal static class DocumentEndpoints
{
    private const int MostListed = 200;
    private const string TooLong =
        "Sorting so many documents took more than 2 seconds and was stopped: let where leave fewer of them.";

    public static void Map(RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/batches/{batch:long}/documents");
        documents.MapGet("", ListAsync).WithName("listDocuments").WithSummary("A batch's documents, a page at a time");
        documents.MapGet("/{row:int}", FindAsync).WithName("getDocument")
            .WithSummary("One document with its text, fields, places and corrections");
        documents.MapPut("/{row:int}/fields/{field}", CorrectAsync).WithName("correctValue")
            .WithSummary("Corrects a value; the original is kept beside it");
        documents.MapDelete("/{row:int}/fields/{field}", RestoreAsync).WithName("restoreValue")
            .WithSummary("Puts a corrected field's original value back");
        documents.MapPut(
                "/{row:int}/approval",
                (long batch, int row, DashboardServices services, CancellationToken token) =>
                    ApproveAsync(batch, row, true, services, token))
            .WithName("approveDocument").WithSummary("Approves a document: its fields become gold");
        documents.MapDelete(
                "/{row:int}/approval",
                (long batch, int row, DashboardServices services, CancellationToken token) =>
                    ApproveAsync(batch, row, false, services, token))
            .WithName("unapproveDocument").WithSummary("Takes an approval back");
    }

    private static async Task<Results<Ok<DocumentListShape>, ProblemHttpResult>> ListAsync(
        long batch,
        DashboardServices services,
        [Description("all, extracted, failed, weak, corrected, approved or open"), DefaultValue("all")] string? filter,
        [Description("A text in the document, or its key")] string? search,
        [Description("Only documents for which this holds, such as price > 100: bulk help filters")] string? where,
        [Description("A field as filters name it, behind a minus where the largest comes first")] string? sort,
        [Description("Only documents after this row: next of the page before, unless they are sorted")] int? after,
        [Description("So many are passed over: next of the page before, where they are sorted")] int? skip,
        [Description("The most documents"), DefaultValue(50)] int? limit,
        CancellationToken cancellationToken)
    {
        var fields = (await services.Results.FindShapeAsync(batch, cancellationToken))?.Shape.Fields ?? new();
        var list = new DocumentList
        {
            Filter = DocumentFilters.Parse(filter),
            Search = string.IsNullOrWhiteSpace(search) ? null : search,
            Where = where,
            Sort = sort,
            After = after ?? 0,
            Skip = skip ?? 0,
            Rows = Math.Clamp(limit ?? 50, 1, MostListed),
        };
        var page = await services.Results.FindPageAsync(list.ToQuery(batch, fields), cancellationToken);
        return page.TookTooLong
            ? Problems.Create(503, "That takes too long", TooLong)
            : TypedResults.Ok(new DocumentListShape(
                [.. page.Rows.Select(DocumentShape.From)], page.Next, page.SearchedTo));
    }

    private static async Task<Results<Ok<DocumentDetailShape>, ProblemHttpResult>> FindAsync(
        long batch, int row, DashboardServices services, CancellationToken cancellationToken)
    {
        var shape = await services.Results.FindShapeAsync(batch, cancellationToken);
        var found = await services.Results.FindAsync(batch, row, cancellationToken);
        if (shape is null || found is null) return Problems.NoDocument(batch, row);
        return TypedResults.Ok(new DocumentDetailShape(
            DocumentShape.From(found.Row),
            shape.Value.Shape.Columns.Zip(found.Columns).ToDictionary(cell => cell.First, cell => cell.Second),
            [.. ValuePlaces.Locate(found).Select(place => new PlaceShape(place.Field, place.Start, place.Length))],
            found.Repairs,
            found.Flags,
            [.. found.Said.Select(said => new SaidShape(
                said.Pointer, [.. said.Values.Select(value => new SaidValueShape(value.Value, value.By))]))],
            [.. found.Corrections.Select(c => new CorrectionShape(c.Field, c.Original, c.Value, c.CorrectedAt))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CorrectAsync(
        long batch, int row, string field, ValueShape value, Reviewer reviewer, CancellationToken cancellationToken) =>
        await reviewer.CorrectAsync(new DocumentField(batch, row, field), value.Value, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NoDocument(batch, row);

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        long batch, int row, string field, DashboardServices services, CancellationToken cancellationToken) =>
        await services.Results.RestoreAsync(new DocumentField(batch, row, field), cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Create(404, "Nothing to restore", $"{field} of document {row} was never corrected.");

    private static async Task<Results<NoContent, ProblemHttpResult>> ApproveAsync(
        long batch, int row, bool approved, DashboardServices services, CancellationToken cancellationToken) =>
        await services.Results.ApproveAsync(batch, row, approved, cancellationToken) || !approved
            ? TypedResults.NoContent()
            : Problems.NoDocument(batch, row);
}
