using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BulkExtractor.Web.Api;

/// <summary>Describes what may be said about a batch in an address, and the table in the body.</summary>
internal static class SubmitOptionsParameters
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["job"] = "The job's name (required)",
        ["limit"] = "Only the first rows",
        ["pack"] = "The most documents in a request",
        ["weight"] = "Its share of requests beside other batches",
        ["models"] = "Only these models, parted by commas",
        ["tier"] = "local, free, paid, parted by commas",
        ["delimiter"] = "comma, semicolon, tab, pipe or auto",
        ["encoding"] = "The file's encoding by name",
        ["sheet"] = "The sheet of a workbook; the first unless it is named",
    };

    public static RouteHandlerBuilder WithWishes(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.RequestBody = Table();
            foreach (var name in SubmitOptionsQuery.Names) operation.Parameters.Add(Parameter(name));
            return Task.CompletedTask;
        }).WithMetadata(new RequestSizeLimitAttribute(DashboardServer.LargestUpload));

    // Said here only: whatever type a client names, the first bytes say what the body is.
    private static OpenApiRequestBody Table() => new()
    {
        Required = true,
        Description = "A table: CSV, JSON lines, a JSON array of objects, .xlsx or Parquet, also in gzip or a zip",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/csv"] = Binary(),
            ["application/octet-stream"] = Binary(),
        },
    };

    private static OpenApiMediaType Binary() => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
    };

    private static OpenApiParameter Parameter(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = name == "job",
        Description = Meanings[name],
        Schema = new OpenApiSchema
        {
            Type = name is "limit" or "pack" or "weight" ? JsonSchemaType.Integer : JsonSchemaType.String,
        },
    };
}
