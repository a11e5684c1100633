using System.ComponentModel;
using System.Text.Json.Nodes;
using BulkExtractor.Submissions;
using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>What a submission would read and cost, over HTTP; nothing is stored or sent.</summary>
internal static class PreviewEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/previews", PreviewAsync).WithName("previewBatch")
            .WithSummary("How a table, the body of the request, would be read, and its price in requests")
            .WithDescription("Every row is read and checked; nothing is stored or sent.")
            .WithWishes();

    private static async Task<Ok<PreviewShape>> PreviewAsync(
        HttpRequest request,
        SubmissionService desk,
        [Description("What the input is called")] string? name,
        CancellationToken cancellationToken)
    {
        await using var input = await desk.ReadAsync(request, name, cancellationToken);
        return TypedResults.Ok(PreviewShape.From(
            await desk.PreviewAsync(input.Files, input.Options, input.Name, cancellationToken)));
    }
}

/// <summary>How an input would be read and what it would cost.</summary>
/// <param name="Format">What the table is.</param>
/// <param name="Delimiter">What parts the cells of a CSV; null for any other table, as its encoding is.</param>
/// <param name="Rows">The first documents.</param>
/// <param name="Requests">The requests that are expected.</param>
/// <param name="LeftToday">The requests that are left today; null where no day bounds them.</param>
internal sealed record PreviewShape(
    string Format,
    string? Delimiter,
    string? Encoding,
    IReadOnlyList<string> Columns,
    IReadOnlyList<PreviewRow> Rows,
    int Documents,
    int Requests,
    int? LeftToday)
{
    /// <summary>What would not be taken as it stands, a sentence for each kind.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What should be known before it is believed.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>When it would be done.</summary>
    public FinishShape? Finish { get; init; }

    /// <summary>What the terms say of accounts that read the texts, or are left out: a sentence each.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>The models that may read it.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What would change the price or the finish.</summary>
    public required IReadOnlyList<ChangeShape> WhatIf { get; init; }

    /// <summary>What the scans among the documents take; null where there are none.</summary>
    public ScansShape? Scans { get; init; }

    /// <summary>The first request, as it would be sent.</summary>
    public required JsonNode Request { get; init; }

    public static PreviewShape From(Preview preview) => new(
        preview.Shape.Format,
        preview.Shape.Dialect?.Delimiter.ToString(),
        preview.Shape.Dialect?.Encoding,
        preview.Shape.Columns,
        [.. preview.Rows.Select(PreviewRow.From)],
        preview.Documents,
        preview.Price.Outlook.Requests,
        preview.Price.LeftToday)
    {
        Notes = preview.Notes,
        Remarks = preview.Shape.Remarks,
        Terms = preview.Terms,
        Scans = preview.Scans is { } scans ? ScansShape.From(scans) : null,
        Finish = FinishShape.From(preview.Price.Outlook),
        Models = preview.Models,
        WhatIf =
        [
            .. preview.Price.Changes.Select(
                c => new ChangeShape(c.Change, c.Outlook.Requests, FinishShape.From(c.Outlook))),
        ],
        Request = preview.Request,
    };
}

/// <summary>What scans take.</summary>
/// <param name="As">What is sent of them: pictures of their pages, or the text that was read in these.</param>
/// <param name="Models">How many of the models read pictures.</param>
internal sealed record ScansShape(int Documents, int Pages, string As, int Requests, long Tokens, int Models)
{
    public static ScansShape From(ScanPrice scans) => new(
        scans.Documents, scans.Pages, scans.Use.ToString().ToLowerInvariant(), scans.Requests, scans.Tokens,
        scans.Models);
}

/// <summary>A row as it was read.</summary>
internal sealed record PreviewRow(string Key, string Text, IReadOnlyList<string> Columns)
{
    public static PreviewRow From(Document document) => new(document.Key, document.Text, document.Columns);
}

/// <summary>A change of the circumstances, and what it would do.</summary>
internal sealed record ChangeShape(string Change, int Requests, FinishShape? Finish);
