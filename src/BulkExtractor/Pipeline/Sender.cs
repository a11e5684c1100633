using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Extraction;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>Takes the permit for one pack, sends it once and reads the reply.</summary>
internal sealed class Sender(IModelClient client, PermitGate gate, WorkerIdentity worker, Leases leases)
{
    /// <summary>Asks for the permit, without waiting.</summary>
    public async Task<Permit> AskPermitAsync(
        WaitingChunks chosen, Model model, CancellationToken cancellationToken)
    {
        var request = new PermitRequest(
            worker.WorkerId,
            chosen.Plan.Batch.BatchId,
            model.Account.Id,
            model.Id,
            [.. LimitScope.Of(model).Select(scope => scope.Id)],
            [.. chosen.Chunks.Select(chunk => chunk.ChunkId)],
            [.. chosen.Chunks.Select(chunk => chunk.LeaseToken)]);
        var permit = await gate.TakeAsync(request, model, cancellationToken);
        if (permit.AttemptId is not { } attempt || gate.MayStart(permit, model)) return permit;

        await gate.ReturnAsync(attempt, cancellationToken);
        return permit with { Answer = new PermitAnswer(null, "late", TimeSpan.Zero) };
    }

    /// <summary>Sends a pack under its permit; null when it provably never left, so that the chunks wait on.</summary>
    public async Task<AttemptResult?> SendAsync(
        WaitingChunks chosen, ModelChoice choice, long attempt, CancellationToken stop)
    {
        var ((plan, chunks), model) = (chosen, choice.Model);
        var pack = PackOf(plan, model, chunks) with { Choice = choice.Reason };
        leases.Sent(chosen);
        var reply = await client.AskAsync(pack, stop);
        await gate.ReactAsync(model, reply, stop);
        if (reply.Failure is { Unsent: true })
        {
            leases.Unsent(chosen);
            await gate.ReturnAsync(attempt, stop);
            return null;
        }

        var readings = reply.Failure is null ? AnswerReader.Read(pack, reply) : Unread(chunks, reply.Failure);
        var result = new AttemptResult(attempt, plan.Batch.BatchId, pack, reply, readings);
        plan.Learn(result);
        return result;
    }

    private static Pack PackOf(BatchPlan plan, Model model, IReadOnlyList<LeasedChunk> chunks)
    {
        // The position in a pack matters to some models, so it is left to chance.
        var shuffled = chunks.ToArray();
        Random.Shared.Shuffle(shuffled);
        var definition = plan.Batch.Definition;
        var ids = PackIds.Create([.. shuffled.Select(chunk => chunk.Text)], definition.Examples, Random.Shared);
        return new Pack(model, definition, [.. shuffled.Zip(ids, (c, id) => new PackedChunk(id, c))])
        {
            MaxTokens = plan.Budget(model).MaxTokens,
            DenyDataCollection = plan.Batch.Settings.DenyDataCollection,
        };
    }

    private static List<ChunkReading> Unread(IReadOnlyList<LeasedChunk> chunks, CallFailure failure) =>
        [.. chunks.Select(chunk => new ChunkReading(chunk, null, failure.Reason, []))];
}
