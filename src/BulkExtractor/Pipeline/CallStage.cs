using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Sentinels;

namespace BulkExtractor.Pipeline;

/// <summary>Takes permits for packs, sends each once and reads the reply.</summary>
internal sealed class CallStage(
    IModelClient client,
    IChunkQueue queue,
    PermitGate gate,
    WorkerIdentity worker,
    Leases leases,
    ModelRanking ranking,
    SentinelMonitor sentinels)
{
    /// <summary>Asks for the permits of a round, without waiting; one answer a pack.</summary>
    public Task<IReadOnlyList<Permit>> AskPermitsAsync(
        IReadOnlyList<ChosenPack> round, CancellationToken cancellationToken) =>
        gate.TakeAsync([.. round.Select(RequestOf)], cancellationToken);

    private AskedPermit RequestOf(ChosenPack pack)
    {
        var ((plan, chunks), model) = (pack.Chosen, pack.Model);
        var weight = plan.Weigh(model, [.. pack.Documents.Select(document => document.Chunk)]);
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
    public async Task<AttemptResult?> SendAsync(ChosenPack chosen, Permit permit, CancellationToken stop)
    {
        var (plan, model) = (chosen.Chosen.Plan, chosen.Model);
        var attempt = permit.AttemptId!.Value;
        if (await PictureAsync(PackOf(chosen), stop) is not { } pictured)
        {
            // Its batch was deleted meanwhile: the next permit that is asked for says so.
            await ReturnAsync(permit, chosen, stop);
            return null;
        }

        var pack = pictured with { Choice = chosen.Choice.Reason, StartBy = permit.StartBy };
        leases.Sent(chosen.Chosen);
        ranking.Sent();
        var reply = await client.AskAsync(pack, stop);
        await gate.ReactAsync(permit, model, reply, stop);
        if (reply.Failure is { Unsent: true })
        {
            leases.Unsent(chosen.Chosen);
            await ReturnAsync(permit, chosen, stop);
            return null;
        }

        await gate.SettleAsync(attempt, model, plan.Batch.BatchId, reply, stop);
        var result = Read(attempt, chosen, pack, reply);
        plan.Learn(result);
        ranking.Learn(result);
        return sentinels.Judge(result);
    }

    private Task ReturnAsync(Permit permit, ChosenPack pack, CancellationToken cancellationToken) =>
        gate.ReturnAsync(permit.AttemptId!.Value, pack.Model, pack.Chosen.Plan.Batch.BatchId, cancellationToken);

    // Pictures are held only while a request is under way; null when one is gone.
    private async Task<Pack?> PictureAsync(Pack pack, CancellationToken cancellationToken)
    {
        if (!pack.Chunks.Any(packed => packed.Chunk.HasPicture)) return pack;
        var pictures = await queue.ReadPicturesAsync(
            [.. pack.Chunks.Select(packed => packed.Chunk)], cancellationToken);
        var pictured = pack.Chunks.Zip(pictures, (packed, picture) => packed with { Picture = picture }).ToList();
        return pictured.Exists(packed => packed.Chunk.HasPicture && packed.Picture is null)
            ? null
            : pack with { Chunks = pictured };
    }

    // What a reply says of sentinels is about its model, and is no answer to anybody.
    private static AttemptResult Read(long attempt, ChosenPack chosen, Pack pack, ModelReply reply)
    {
        var read = AnswerReader.Read(pack, reply);
        var documents = read.Readings.Zip(pack.Chunks, (reading, packed) => (reading, packed.Sentinel));
        var of = documents.ToLookup(document => document.Sentinel is not null);
        List<(JsonObject, JsonObject, Evidence)> answered =
        [
            .. of[true].Where(one => one.reading.Answered)
                .Select(one => (one.Sentinel!.Fields, one.reading.Fields!, one.reading.Evidence)),
        ];
        var plan = chosen.Chosen.Plan;
        return new AttemptResult(
            attempt, plan.Batch.BatchId, pack, reply, [.. of[false].Select(document => document.reading)])
        {
            UnknownIds = read.UnknownIds,
            Sentinels = SentinelScore.Of(pack.Definition.Fields, answered),
            SentinelsAnswered = answered.Count,
            IsMeasured = plan.IsMeasured,
            OnTrial = chosen.OnTrial,
        };
    }

    private Pack PackOf(ChosenPack chosen)
    {
        var ((plan, chunks), model) = (chosen.Chosen, chosen.Model);
        // The position in a pack matters to some models, so it is left to chance.
        var shuffled = chosen.Documents.ToArray();
        Random.Shared.Shuffle(shuffled);
        var definition = plan.Asked(chunks[0]);
        var ids = PackIds.Create(
            [.. shuffled.Select(document => document.Chunk.Text)], definition.Examples, Random.Shared);
        return new Pack(model, definition, [.. shuffled.Zip(ids, (document, id) => document with { Id = id })])
        {
            MaxTokens = plan.Budget(model, chunks[0]).MaxTokens,
            DenyDataCollection = plan.Batch.Settings.DenyDataCollection,
            Format = plan.FormatOf(model),
            Whole = plan.Batch.Definition,
            Inquiry = plan.Batch.Settings.Inquiry,
            Accuracy = sentinels.AccuracyOf(plan, model),
            Calibrations = sentinels.CalibrationsOf(plan, model),
        };
    }
}
