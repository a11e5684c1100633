using System.Diagnostics;
using System.Diagnostics.Metrics;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Calls;

/// <summary>Calls that are told of: a pack with its chunks, and in it the attempt, counted and timed.</summary>
public sealed partial class TracedCalls(
    IModelClient client, TimeProvider clock, ILogger<TracedCalls> logger) : IModelClient
{
    private static readonly Counter<long> Requests =
        Telemetry.Meter.CreateCounter<long>("bulk.requests", "{request}", "Requests by what came of them");

    private static readonly Histogram<double> Durations =
        Telemetry.Meter.CreateHistogram<double>("bulk.request.duration", "s", "How long models took");

    private static readonly Counter<long> Tokens =
        Telemetry.Meter.CreateCounter<long>("bulk.tokens", "{token}", "Tokens as providers counted them");

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        using var packing = StartPack(pack);
        using var attempt = Telemetry.Source.StartActivity("attempt", ActivityKind.Client);
        var startedAt = clock.GetTimestamp();
        var reply = await client.AskAsync(pack, cancellationToken);
        Tell(attempt, reply);
        Count(pack, reply, clock.GetElapsedTime(startedAt));
        LogAttempt(
            pack.Chunks[0].Chunk.BatchId, ChunksOf(pack), pack.Model.Id, Outcome(reply), reply.Failure?.Reason ?? "");
        return reply;
    }

    private static Activity? StartPack(Pack pack)
    {
        var batch = pack.Chunks[0].Chunk.BatchId;
        var activity = Telemetry.Source.StartActivity(
            "pack", ActivityKind.Internal, Telemetry.TraceOf(pack.Definition.Name, batch));
        return activity?
            .SetTag("bulk.batch", batch)
            .SetTag("bulk.job", pack.Definition.Name)
            .SetTag("bulk.chunks", pack.Chunks.Select(chunk => chunk.Chunk.ChunkId).ToArray())
            .SetTag("gen_ai.request.model", pack.Model.Id)
            .SetTag("server.address", pack.Model.Account.Address.Host);
    }

    private static void Tell(Activity? attempt, ModelReply reply)
    {
        attempt?
            .SetTag("http.response.status_code", reply.Status)
            .SetTag("gen_ai.response.model", reply.AnsweredBy)
            .SetTag("gen_ai.usage.input_tokens", reply.PromptTokens)
            .SetTag("gen_ai.usage.output_tokens", reply.CompletionTokens);
        if (reply.Failure is { } failure) attempt?.SetStatus(ActivityStatusCode.Error, failure.Reason);
    }

    private static void Count(Pack pack, ModelReply reply, TimeSpan took)
    {
        var tags = new TagList
        {
            { "model", pack.Model.Id }, { "account", pack.Model.Account.Name }, { "outcome", Outcome(reply) },
        };
        Requests.Add(1, tags);
        Durations.Record(took.TotalSeconds, tags);
        Tokens.Add(reply.PromptTokens ?? 0, new("model", pack.Model.Id), new("direction", "input"));
        Tokens.Add(reply.CompletionTokens ?? 0, new("model", pack.Model.Id), new("direction", "output"));
    }

    private static string Outcome(ModelReply reply) => reply.Failure?.Class.ToString() ?? "Answered";

    private static string ChunksOf(Pack pack) => string.Join(',', pack.Chunks.Select(chunk => chunk.Chunk.ChunkId));

    [LoggerMessage(LogLevel.Information, "Batch {Batch}, chunks {Chunks}: {Model} {Outcome} {Reason}")]
    private partial void LogAttempt(long batch, string chunks, string model, string outcome, string reason);
}
