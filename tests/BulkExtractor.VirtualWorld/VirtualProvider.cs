using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Packing;
using BulkExtractor.Simulator.Profiles;

namespace BulkExtractor.VirtualWorld;

/// <summary>The providers: their limits, their models with their outages, and the way to them.</summary>
internal sealed class VirtualProvider
{
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(0.3);

    private readonly Dictionary<string, PlayedPlace> _models = [];
    private readonly Scenario _scenario;
    private readonly VirtualTime _time;
    private readonly Random _random;
    private readonly Judge _judge;

    public VirtualProvider(
        Scenario scenario, IReadOnlyList<PlayedAccount> accounts, VirtualTime time, Random random, Judge judge)
    {
        (_scenario, _time, _random, _judge) = (scenario, time, random, judge);
        foreach (var account in accounts)
        {
            var limits = new PlayedLimits(account, time);
            foreach (var model in account.Models)
                _models[model.Model.Key] = new(account, model, limits, new Outages(scenario, time, random));
        }
    }

    /// <summary>A request is sent; the reply comes when it comes.</summary>
    public void Ask(Pack pack, Action<ModelReply> reply) =>
        _time.After(Way(), () => Arrive(pack, answer => _time.After(Way(), () => reply(answer))));

    private void Arrive(Pack pack, Action<ModelReply> reply)
    {
        var place = _models[pack.Model.Key];
        var request = place.Limits.Arrive(place.Model.Profile, TokensRead(pack), pack.MaxTokens);
        _judge.Arrive(pack, request.Refusal);
        var upstream = _random.NextDouble() < _scenario.Upstream && _time.Now < _scenario.LastFault;
        if (request.Refusal is { } refusal) After(Refusal, () => Read(place, refusal));
        else if (place.Outages.Now is { } outage) FailIn(outage);
        else if (upstream) FailUpstream();
        else After(Latency(place.Model.Nature, pack), () => Answer(pack, place.Model.Nature.Capacity));

        void FailUpstream()
        {
            _judge.Inject(pack);
            Fail(Refusal, FailureClass.ModelPaused, "temporarily rate-limited upstream");
        }

        void FailIn(Outage outage)
        {
            // Nobody can know of an outage before the first request to meet it is back.
            var delay = outage.Hangs ? pack.Model.Account.Timeout : Refusal;
            outage.KnownAt ??= _time.Now + delay;
            if (_time.Now <= outage.KnownAt + (2 * Refusal)) _judge.Inject(pack);
            Fail(delay, FailureClass.TryElsewhere, outage.Hangs ? "no whole answer" : "overloaded");
        }

        void Fail(TimeSpan delay, FailureClass failure, string reason) =>
            After(delay, () => new ModelReply { Failure = new CallFailure(failure, reason) });

        void After(TimeSpan delay, Func<ModelReply> answer) => _time.After(delay, () =>
        {
            var ended = answer();
            place.Limits.Leave(request, ended.CompletionTokens);
            reply(ended);
        });
    }

    // What it says is read as it would be over the wire.
    private ModelReply Read(PlayedPlace place, ProfileRefusal refusal)
    {
        var told = place.Account.Profile.Dialect.Refuse(refusal);
        var headers = new ReplyHeaders
        {
            Others = [.. told.Headers.Where(one => ReplyHeaders.Matters(one.Key)).Select(one => (one.Key, one.Value))],
        };
        var now = _time.GetUtcNow();
        var read = Calls.Refusal.Read(told.Status, headers, Encoding.UTF8.GetString(told.Body.Span), now);
        return new ModelReply
        {
            Status = told.Status,
            Failure = FailureClassifier.Classify(read, now, place.Model.Model),
            Told = read.Told,
        };
    }

    private TimeSpan Latency(Nature nature, Pack pack) => TimeSpan.FromSeconds(
        (nature.Latency + (nature.PerDocument * pack.Chunks.Count)) * (0.5 + _random.NextDouble()));

    private TimeSpan Way() => TimeSpan.FromSeconds(0.03 + (0.1 * _random.NextDouble()));

    private static int TokensRead(Pack pack) =>
        Prompt.OverheadTokens(pack.Definition)
        + pack.Chunks.Sum(packed => packed.Chunk.Tokens + PackBudget.TagTokens);

    private ModelReply Answer(Pack pack, int capacity)
    {
        var fits = _scenario.TokensOfAnswer is { } each ? pack.MaxTokens / each : int.MaxValue;
        var answered = Math.Min(Math.Min(capacity, fits), pack.Chunks.Count);
        return new ModelReply
        {
            Status = 200,
            Content = Content(pack, answered),
            Truncated = fits < Math.Min(capacity, pack.Chunks.Count),
            PromptTokens = _scenario.TokensOfAnswer is null ? null : TokensRead(pack),
            CompletionTokens = _scenario.TokensOfAnswer * answered,
        };
    }

    // Which documents are lost does not depend on their places in the pack, which the pipeline leaves to chance.
    private static string Content(Pack pack, int answered) => new JsonObject
    {
        ["documents"] = new JsonArray(
        [
            .. pack.Chunks.OrderBy(packed => packed.Chunk.ChunkId).Take(answered).Select(packed => new JsonObject
            {
                ["id"] = packed.Id,
                ["fields"] = new JsonObject { ["value"] = packed.Chunk.Text },
            }),
        ]),
    }.ToJsonString();

    /// <summary>Where a model is asked.</summary>
    private sealed record PlayedPlace(PlayedAccount Account, PlayedModel Model, PlayedLimits Limits, Outages Outages);
}
