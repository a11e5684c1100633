using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>What cannot be done, as problem+json.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoBatch(long batch) =>
        Create(404, "No such batch", $"There is no batch {batch}; GET /api/batches lists them.");

    public static ProblemHttpResult NoDocument(long batch, int document) =>
        Create(404, "No such document", $"Batch {batch} has no document {document}, or it has no fields.");

    public static ProblemHttpResult Create(int status, string title, string detail) =>
        TypedResults.Problem(detail, null, status, title);
}
