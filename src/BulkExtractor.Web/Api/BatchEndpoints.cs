using System.ComponentModel;
using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Api;

/// <summary>Batches over HTTP: submit, look, pause, resume, cancel, retry, delete.</summary>
internal static class BatchEndpoints
{
    private const int MostListed = 500;
    private const string IdempotencyKey = "Idempotency-Key";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/batches", ListAsync).WithName("listBatches").WithSummary("The newest batches");
        api.MapPost("/batches", SubmitAsync).WithName("submitBatch")
            .WithSummary("Submits a table, the body of the request, as a batch")
            .WithDescription("The body is read as a stream: its size costs no memory. All rows are stored or none. "
                + "It may be a form (multipart/form-data) of files and parameters.")
            .WithWishes();
        api.MapGet("/batches/{batch:long}", FindAsync).WithName("getBatch").WithSummary("Where a batch stands");
        api.MapDelete("/batches/{batch:long}", DeleteAsync).WithName("deleteBatch")
            .WithSummary("Removes a batch with its texts and results");
        Change(
            api, "pause", "Sends nothing more for a batch until it is resumed",
            (store, id, token) => store.PauseAsync(id, token));
        Change(
            api, "resume", "Lets a paused batch go on, or opens a cancelled one again",
            (store, id, token) => store.ResumeAsync(id, token));
        Change(
            api, "cancel", "Ends a batch with what it has; its results stay",
            (store, id, token) => store.CancelAsync(id, token));
        api.MapPost("/batches/{batch:long}/retry", RetryAsync).WithName("retryBatch")
            .WithSummary("Asks again for a batch's failed documents");
    }

    private static async Task<Ok<BatchListShape>> ListAsync(
        DashboardServices services,
        [Description("The most batches")] int? limit,
        CancellationToken cancellationToken)
    {
        var batches = await services.Batches.ListAsync(Math.Clamp(limit ?? 50, 1, MostListed), cancellationToken);
        return TypedResults.Ok(new BatchListShape([.. batches.Select(batch => BatchShape.From(batch))]));
    }

    private static async Task<Created<ReceiptShape>> SubmitAsync(
        HttpRequest request,
        SubmissionService desk,
        [Description("What the input is called"), DefaultValue("upload.csv")] string? name,
        [FromHeader(Name = IdempotencyKey), Description("The same key again is the same submission")] string? key,
        CancellationToken cancellationToken)
    {
        if (key is { Length: > 200 }) throw new InputException($"{IdempotencyKey}: at most 200 characters");
        await using var input = await desk.ReadAsync(request, name, cancellationToken);
        var receipt = await desk.SubmitAsync(input.Files, input.Options, input.Name, key, cancellationToken);
        var id = BatchShape.Id(receipt.Batch.BatchId);
        return TypedResults.Created($"/api/batches/{id}", new ReceiptShape(
            id, receipt.Batch.Documents, receipt.Requests, receipt.Batch.Simulated, receipt.Worked));
    }

    private static async Task<Results<Ok<BatchShape>, ProblemHttpResult>> FindAsync(
        long batch, DashboardServices services, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batch, cancellationToken) is not { } found) return Problems.NoBatch(batch);
        return TypedResults.Ok(BatchShape.From(
            found,
            await services.Forecasts.OfAsync(found, cancellationToken),
            await services.History.ReadUsageAsync(batch, cancellationToken)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        long batch, DashboardServices services, CancellationToken cancellationToken) =>
        await services.Batches.DeleteAsync(batch, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NoBatch(batch);

    private static async Task<Results<Ok<RetryShape>, ProblemHttpResult>> RetryAsync(
        long batch, DashboardServices services, CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batch, cancellationToken) is null) return Problems.NoBatch(batch);
        var reopened = await services.Retry.RunAsync(batch, cancellationToken);
        return TypedResults.Ok(new RetryShape(BatchShape.Id(batch), reopened.Documents, reopened.ToFetch));
    }

    private static void Change(
        RouteGroupBuilder api,
        string verb,
        string summary,
        Func<IBatchStore, long, CancellationToken, Task<bool>> change)
    {
        api.MapPost($"/batches/{{batch:long}}/{verb}", ChangeAsync).WithName($"{verb}Batch").WithSummary(summary);

        async Task<Results<Ok<BatchShape>, ProblemHttpResult>> ChangeAsync(
            long batch, DashboardServices services, CancellationToken cancellationToken)
        {
            var done = await change(services.Batches, batch, cancellationToken);
            if (await services.Batches.FindAsync(batch, cancellationToken) is not { } found)
                return Problems.NoBatch(batch);
            return done
                ? TypedResults.Ok(BatchShape.From(found))
                : Problems.Create(
                    409, $"The batch is {found.State}", $"Batch {batch} is {found.State}: it cannot {verb} now.");
        }
    }
}
