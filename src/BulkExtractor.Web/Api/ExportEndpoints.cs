using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Review;
using BulkExtractor.Web.Exporting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>Results over HTTP, streamed.</summary>
internal static class ExportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/batches/{batch:long}/export", ExportAsync).WithName("exportBatch")
            .WithSummary("A batch's results as a file, streamed in the input's order")
            .Produces<string>(200, "text/csv", [.. DownloadFormat.All.Skip(1).Select(format => format.ContentType)]);
        api.MapGet("/batches/{batch:long}/gold", GoldAsync).WithName("exportGold")
            .WithSummary("The approved documents with their fields, as JSON lines for bulk eval")
            .Produces<string>(200, "application/x-ndjson");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        long batch,
        DashboardServices services,
        [Description("A format of bulk export"), DefaultValue("csv")] string? format,
        [Description("Only these of the input's columns, parted by commas")] string? columns,
        [AsParameters] ExportParameters wanted,
        CancellationToken cancellationToken)
    {
        var download = DownloadFormat.Find(format ?? "csv");
        if (await services.Results.FindShapeAsync(batch, cancellationToken) is not var (_, shape))
            return Problems.NoBatch(batch);
        var chosen = new Exports.ColumnChoice(wanted.Dialect.Apply(shape, download.Name), columns);
        var rows = services.Results.ReadAsync(wanted.QueryOf(batch, shape.Fields), cancellationToken);
        await download.CheckAsync(chosen.Shape, rows.Select(chosen.Apply), cancellationToken);
        return TypedResults.Stream(
            stream => download.Format.WriteAsync(stream, chosen.Shape, rows.Select(chosen.Apply), cancellationToken),
            download.ContentTypeOf(chosen.Shape),
            $"batch-{batch}{(wanted.Failed == true ? "-failed" : "")}.{download.Name}");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GoldAsync(
        long batch, DashboardServices services, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batch, cancellationToken) is null) return Problems.NoBatch(batch);
        return TypedResults.Stream(
            async stream =>
            {
                await foreach (var gold in services.Results.ReadGoldAsync(batch, cancellationToken))
                {
                    await JsonSerializer.SerializeAsync(stream, Shape(gold), PlainJson.Compact, cancellationToken);
                    await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
                }
            },
            "application/x-ndjson",
            $"batch-{batch}-gold.jsonl");
    }

    private static JsonObject Shape(GoldDocument gold) => new()
    {
        ["id"] = gold.Key,
        ["text"] = gold.Text,
        ["gold"] = gold.Fields.DeepClone(),
    };
}
