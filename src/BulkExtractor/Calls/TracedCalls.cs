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

    private static readonly Histogram<double> OperationDurations = Telemetry.Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "How long requests to models took", advice: GenAiTags.Seconds);

    private static readonly Histogram<long> TokenUsage = Telemetry.Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Tokens of each request", advice: GenAiTags.Tokens);

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        using var packing = StartPack(pack);
        using var attempt = Telemetry.Source.StartActivity(GenAiTags.SpanOf(pack.Model), ActivityKind.Client);
        GenAiTags.TellAsked(attempt, pack);
        var startedAt = clock.GetTimestamp();
        var reply = await client.AskAsync(pack, cancellationToken);
        GenAiTags.TellAnswered(attempt, reply);
        var took = clock.GetElapsedTime(startedAt);
        Count(pack, reply, took);
        Log(pack, reply, took);
        return reply;
    }

    private void Log(Pack pack, ModelReply reply, TimeSpan took)
    {
        var (batch, chunks, model) = (pack.Chunks[0].Chunk.BatchId, ChunksOf(pack), pack.Model.Id);
        if (reply.Failure is { } failure)
        {
            LogFailure(batch, chunks, model, Outcome(reply), reply.Status, took.TotalSeconds, failure.Reason);
        }
        else
        {
            LogAnswer(
                batch, chunks, model, Outcome(reply), reply.Status, took.TotalSeconds, reply.PromptTokens,
                reply.CompletionTokens);
        }
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
        OperationDurations.Record(
            took.TotalSeconds,
            GenAiTags.Metric(pack.Model, ("error.type", reply.Failure?.Class.ToString())));
        CountTokens(pack, reply.PromptTokens, "input");
        CountTokens(pack, reply.CompletionTokens, "output");
    }

    private static void CountTokens(Pack pack, int? tokens, string type)
    {
        if (tokens is { } counted)
            TokenUsage.Record(counted, GenAiTags.Metric(pack.Model, ("gen_ai.token.type", type)));
    }

    private static string Outcome(ModelReply reply) => reply.Failure?.Class.ToString() ?? "Answered";

    private static string ChunksOf(Pack pack) => string.Join(',', pack.Chunks.Select(chunk => chunk.Chunk.ChunkId));

    [LoggerMessage(
        LogLevel.Information,
        "Batch {Batch}, chunks {Chunks}: {Model} {Outcome}, status {Status}, in {Seconds:0.00} s, "
        + "{PromptTokens} tokens read, {CompletionTokens} written")]
    private partial void LogAnswer(
        long batch,
        string chunks,
        string model,
        string outcome,
        int? status,
        double seconds,
        int? promptTokens,
        int? completionTokens);

    [LoggerMessage(
        LogLevel.Information,
        "Batch {Batch}, chunks {Chunks}: {Model} {Outcome}, status {Status}, in {Seconds:0.00} s: {Reason}")]
    private partial void LogFailure(
        long batch, string chunks, string model, string outcome, int? status, double seconds, string reason);
}
