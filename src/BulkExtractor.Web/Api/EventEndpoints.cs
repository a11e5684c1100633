using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BulkExtractor.Web.Access;
using BulkExtractor.Web.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Web.Api;

/// <summary>Progress as server-sent events: one each time that a batch changed, at most one a second.</summary>
internal static class EventEndpoints
{
    private const string Progress = "progress";
    private const string Ended = "ended";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/events", WatchAll).WithName("watchBatches")
            .WithSummary("Server-sent events: a batch each time that it changes");
        api.MapGet("/batches/{batch:long}/events", WatchAsync).WithName("watchBatch")
            .WithSummary("Server-sent events: one batch as it is, then each time that it changes, to its end");
    }

    private static ServerSentEventsResult<BatchShape> WatchAll(
        BatchEvents feed,
        HttpContext context,
        Sessions sessions,
        IHostApplicationLifetime server,
        CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(
            WhileSignedIn(EventsAsync(feed.WatchAllAsync, server, cancellationToken), context, sessions));

    private static async Task<Results<ServerSentEventsResult<BatchShape>, ProblemHttpResult>> WatchAsync(
        long batch,
        DashboardServices services,
        BatchEvents feed,
        HttpContext context,
        Sessions sessions,
        IHostApplicationLifetime server,
        CancellationToken cancellationToken)
    {
        if (await services.Batches.FindAsync(batch, cancellationToken) is null) return Problems.NoBatch(batch);
        var events = EventsAsync(token => feed.WatchAsync(batch, token), server, cancellationToken);
        return TypedResults.ServerSentEvents(WhileSignedIn(events, context, sessions));
    }

    // Who has signed out meanwhile is told nothing more.
    private static async IAsyncEnumerable<SseItem<BatchShape>> WhileSignedIn(
        IAsyncEnumerable<SseItem<BatchShape>> events, HttpContext context, Sessions sessions)
    {
        await foreach (var one in events)
        {
            if (!await sessions.GoesOnAsync(context.User, context.RequestAborted)) yield break;
            yield return one;
        }
    }

    // Whoever watches must not keep the server from stopping.
    private static async IAsyncEnumerable<SseItem<BatchShape>> EventsAsync(
        Func<CancellationToken, IAsyncEnumerable<BatchProgress>> watch,
        IHostApplicationLifetime server,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, server.ApplicationStopping);
        await using var changes = watch(either.Token).GetAsyncEnumerator(either.Token);
        while (await MoveAsync(changes, either.Token))
            yield return new SseItem<BatchShape>(
                BatchShape.From(changes.Current), changes.Current.Ended ? Ended : Progress);
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<BatchProgress> changes, CancellationToken ended)
    {
        try
        {
            return await changes.MoveNextAsync();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
    }
}
