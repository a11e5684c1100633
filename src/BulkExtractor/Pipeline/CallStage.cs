using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Quality;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>Takes permits for packs, asks the model of each once and reads the reply.</summary>
internal sealed class CallStage(
    IModelClient client,
    IChunkQueue queue,
    PermitGate gate,
    RefusalJudge judge,
    WorkerIdentity worker,
    SentinelMonitor sentinels,
    LateArrivals arrivals)
{
    /// <summary>Asks for the permits of a round, all in one go and without waiting.</summary>
    public async Task AskPermitsAsync(IReadOnlyList<InFlight> round, CancellationToken cancellationToken)
    {
        var permits = await gate.TakeAsync([.. round.Select(RequestOf)], cancellationToken);
        foreach (var (pack, permit) in round.Zip(permits)) pack.Decide(permit);
    }

    /// <summary>Asks a model with a pack that was sent, hands the result on, and ends the pack's way.</summary>
    /// <remarks>
    /// It is answered only when its result was handed on: while nobody takes results, no further request has room.
    /// </remarks>
    public async Task RunAsync(
        InFlight sent, Func<AttemptResult, CancellationToken, ValueTask> handOn, CancellationToken stop)
    {
        using var pack = sent;
        if (await AskAsync(pack, stop) is not { } result) return;
        await handOn(sentinels.Judge(result), stop);
        pack.Answer(result);
    }

    private AskedPermit RequestOf(InFlight pack)
    {
        var (plan, chunks, model) = (pack.Plan, pack.Chunks, pack.Model);
        List<LeasedChunk> documents = [.. pack.Pack.Documents.Select(document => document.Chunk)];
        var tokens = plan.Weigh(model, documents);
        var asked = new AskedPermit(model, new PermitRequest(
            worker.WorkerId,
            plan.Batch.BatchId,
            model.Account.Id,
            model.Id,
            LimitScope.IdsOf(model, plan.Batch.BatchId),
            [.. chunks.Select(chunk => chunk.ChunkId)],
            [.. chunks.Select(chunk => chunk.LeaseToken)])
        {
            Tokens = tokens.Input + tokens.Cap,
            Weights = LimitScope.WeighAll(model, tokens),
            Cost = plan.MostCost(model, documents),
        });
        return judge.HasAnswered(model) ? asked : asked.AsFirst();
    }

    // Null when it provably never left, so that the chunks wait on.
    private async Task<AttemptResult?> AskAsync(InFlight sent, CancellationToken stop)
    {
        var (permit, model, batchId) = (sent.Permit!, sent.Model, sent.Plan.Batch.BatchId);
        var attempt = permit.AttemptId!.Value;
        if (await PictureAsync(PackOf(sent.Pack), stop) is not { } pictured)
        {
            // Its batch was deleted meanwhile: the next permit that is asked for says so.
            await gate.ReturnAsync(attempt, model, batchId, stop);
            sent.Return();
            return null;
        }

        var pack = pictured with { Choice = sent.Pack.Choice.Reason, StartBy = permit.StartBy };
        var reply = await arrivals.WatchAsync(attempt, model, () => client.AskAsync(pack, stop), stop);
        if (reply.Failure is { Unsent: true })
        {
            await gate.ReactAsync(permit, model, reply, stop);
            await gate.ReturnAsync(attempt, model, batchId, stop);
            sent.Return();
            return null;
        }

        var result = judge.Judge(sent.Plan, Read(attempt, sent.Pack, pack, reply));
        await gate.ReactAsync(permit, model, result.Reply, stop);
        await gate.SettleAsync(permit, model, batchId, reply, stop);
        return result;
    }

    // Pictures are held only while a request is under way; null when one is gone.
    private async Task<Pack?> PictureAsync(Pack pack, CancellationToken cancellationToken)
    {
        if (!pack.Chunks.Any(packed => packed.Chunk.HasPicture)) return pack;
        var pictures = await queue.ReadPicturesAsync(
            [.. pack.Chunks.Select(packed => packed.Chunk)], cancellationToken);
        var pictured = pack.Chunks.Zip(pictures, (packed, own) => packed with { Pictures = own }).ToList();
        return pictured.Exists(packed => packed.Pictures.Count < packed.Chunk.PictureCount)
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
            Sentinels = SentinelScore.Compare(pack.Definition.Fields, answered),
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
            MaxTokens = plan.CapFor(model, [.. shuffled.Select(document => document.Chunk)]),
            DenyDataCollection = plan.Batch.Settings.DenyDataCollection,
            Format = plan.FormatOf(model),
            Form = plan.FormOf(model),
            Whole = plan.Batch.Definition,
            Inquiry = plan.Batch.Settings.Inquiry,
            Accuracy = sentinels.AccuracyOf(plan, model),
            Calibrations = sentinels.CalibrationsOf(plan, model),
        };
    }
}
