using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.VirtualWorld;

/// <summary>The provider: its limits, its models with their outages, and the way to it.</summary>
internal sealed class VirtualProvider(Scenario scenario, VirtualTime time, Random random, Judge judge)
{
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(0.3);

    private readonly Dictionary<string, (Nature Nature, Outages Outages)> _models = [];

    /// <summary>Lets a model be asked.</summary>
    public void Add(Model model, Nature nature) =>
        _models[model.Id] = (nature, new Outages(scenario, time, random));

    /// <summary>A request is sent; the reply comes when it comes.</summary>
    public void Ask(Pack pack, Action<ModelReply> reply) =>
        time.After(Way(), () => Arrive(pack, answer => time.After(Way(), () => reply(answer))));

    private void Arrive(Pack pack, Action<ModelReply> reply)
    {
        var (nature, outages) = _models[pack.Model.Id];
        var allowed = judge.Arrive(pack);
        var upstream = random.NextDouble() < scenario.Upstream && time.Now < scenario.LastFault;
        if (!allowed) Fail(Refusal, FailureClass.AccountPaused, "over a limit", TimeSpan.FromMinutes(1));
        else if (outages.Now is { } outage) FailIn(outage);
        else if (upstream) FailUpstream();
        else time.After(Latency(nature), () => reply(Answer(pack, nature.Capacity)));

        void FailUpstream()
        {
            judge.Inject(pack);
            Fail(Refusal, FailureClass.ModelPaused, "temporarily rate-limited upstream", null);
        }

        void FailIn(Outage outage)
        {
            // Nobody can know of an outage before the first request to meet it is back.
            var delay = outage.Hangs ? pack.Model.Account.Timeout : Refusal;
            outage.KnownAt ??= time.Now + delay;
            if (time.Now <= outage.KnownAt + (2 * Refusal)) judge.Inject(pack);
            Fail(delay, FailureClass.TryElsewhere, outage.Hangs ? "no whole answer" : "overloaded", null);
        }

        void Fail(TimeSpan delay, FailureClass failure, string reason, TimeSpan? pause) => time.After(
            delay, () => reply(new ModelReply { Failure = new CallFailure(failure, reason) { Delay = pause } }));
    }

    private TimeSpan Latency(Nature nature) => TimeSpan.FromSeconds(nature.Latency * (0.5 + random.NextDouble()));

    private TimeSpan Way() => TimeSpan.FromSeconds(0.03 + (0.1 * random.NextDouble()));

    // Which documents are lost does not depend on their places in the pack, which the pipeline leaves to chance.
    private static ModelReply Answer(Pack pack, int capacity) => new()
    {
        Status = 200,
        Content = new JsonObject
        {
            ["documents"] = new JsonArray(
            [
                .. pack.Chunks.OrderBy(packed => packed.Chunk.ChunkId).Take(capacity).Select(packed => new JsonObject
                {
                    ["id"] = packed.Id,
                    ["fields"] = new JsonObject { ["value"] = packed.Chunk.Text },
                }),
            ]),
        }.ToJsonString(),
    };
}
