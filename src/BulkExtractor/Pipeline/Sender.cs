using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Extraction;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>Takes permits for packs, sends each once and reads the reply.</summary>
internal sealed class Sender(
    IModelClient client, PermitGate gate, WorkerIdentity worker, Leases leases, Prospects prospects)
{
    /// <summary>Asks for the permits of a round, without waiting; one answer a pack.</summary>
    public async Task<IReadOnlyList<Permit>> AskPermitsAsync(
        IReadOnlyList<TentativePack> round, CancellationToken cancellationToken)
    {
        var permits = await gate.TakeAsync([.. round.Select(RequestOf)], cancellationToken);
        var late = permits.Where((permit, i) => permit.AttemptId is not null && !gate.MayStart(permit, round[i].Model));
        var returned = late.ToHashSet();
        foreach (var permit in returned) await gate.ReturnAsync(permit.AttemptId!.Value, cancellationToken);
        return [.. permits.Select(permit => returned.Contains(permit) ? permit.Returned() : permit)];
    }

    private AskedPermit RequestOf(TentativePack pack)
    {
        var ((plan, chunks), model) = (pack.Chosen, pack.Model);
        var weight = plan.Weigh(model, chunks);
        return new AskedPermit(model, new PermitRequest(
            worker.WorkerId,
            plan.Batch.BatchId,
            model.Account.Id,
            model.Id,
            LimitScope.IdsOf(model, plan.Batch.BatchId),
            [.. chunks.Select(chunk => chunk.ChunkId)],
            [.. chunks.Select(chunk => chunk.LeaseToken)])
        {
            Tokens = weight.Tokens,
            Cost = weight.Cost,
        });
    }

    /// <summary>Sends a pack under its permit; null when it provably never left, so that the chunks wait on.</summary>
    public async Task<AttemptResult?> SendAsync(TentativePack chosen, Permit permit, CancellationToken stop)
    {
        var ((plan, chunks), model) = (chosen.Chosen, chosen.Model);
        var attempt = permit.AttemptId!.Value;
        var pack = PackOf(plan, model, chunks) with { Choice = chosen.Choice.Reason, StartBy = permit.StartBy };
        leases.Sent(chosen.Chosen);
        prospects.Sent();
        var reply = await client.AskAsync(pack, stop);
        await gate.ReactAsync(permit, model, reply, stop);
        if (reply.Failure is { Unsent: true })
        {
            leases.Unsent(chosen.Chosen);
            await gate.ReturnAsync(attempt, stop);
            return null;
        }

        await gate.SettleAsync(attempt, model, plan.Batch.BatchId, reply, stop);
        var read = AnswerReader.Read(pack, reply);
        var result = new AttemptResult(attempt, plan.Batch.BatchId, pack, reply, read.Readings)
        {
            UnknownIds = read.UnknownIds,
        };
        plan.Learn(result);
        prospects.Learn(result);
        return result;
    }

    private static Pack PackOf(BatchPlan plan, Model model, IReadOnlyList<LeasedChunk> chunks)
    {
        // The position in a pack matters to some models, so it is left to chance.
        var shuffled = chunks.ToArray();
        Random.Shared.Shuffle(shuffled);
        var definition = plan.Asked(chunks[0]);
        var ids = PackIds.Create([.. shuffled.Select(chunk => chunk.Text)], definition.Examples, Random.Shared);
        return new Pack(model, definition, [.. shuffled.Zip(ids, (c, id) => new PackedChunk(id, c))])
        {
            MaxTokens = plan.Budget(model, chunks[0]).MaxTokens,
            DenyDataCollection = plan.Batch.Settings.DenyDataCollection,
            Format = plan.FormatOf(model),
            Whole = plan.Batch.Definition,
            Inquiry = plan.Batch.Settings.Inquiry,
        };
    }
}
