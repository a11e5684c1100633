using System.Globalization;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Pipeline;

/// <summary>A few models that answer and refuse at random, and what may never follow from that.</summary>
internal sealed class FuzzedRefusals
{
    private static readonly TimeSpan Ladder = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hours = TimeSpan.FromHours(6);

    private static readonly long[] Documents = [.. Enumerable.Range(1, 20).Select(id => (long)id)];

    private static readonly int[] Statuses = [400, 402, 403, 404, 409, 413, 418, 422, 424, 429, 429, 498, 500, 503];

    private static readonly string[] Sentences =
    [
        "Bad request", "Invalid argument", "Something is wrong", "Not possible", "Rate limit reached", "No",
        "requests per day are used up", "The model does not exist", "overloaded", "response_format is not supported",
        "invalid api key", "Please retry in {0}s", "",
    ];

    private static readonly string[] Shapes =
    [
        """{"error":{"message":"§"}}""", """{"error":"§"}""", """[{"error":{"message":"§"}}]""",
        """{"errors":[{"message":"§"}]}""", """{"detail":[{"msg":"§","loc":["body"]}]}""", "§",
        """{"message":{"detail":[{"msg":"§"}]}}""", """{"title":"§"}""", "<html><title>§</title></html>",
    ];

    private readonly ManualClock _clock = new();
    private readonly Random _random;
    private readonly string _place;
    private readonly InMemoryPermitLedger _ledger;
    private readonly PermitGate _gate;
    private readonly RefusalJudge _judge;
    private readonly Model[] _models;
    private readonly BatchPlan _plan;
    private readonly double _goodness;
    private readonly HashSet<long> _poison;
    private readonly Dictionary<string, DateTimeOffset> _told = [];
    private readonly List<(string Model, long[] Chunks, bool Answered)> _history = [];

    public FuzzedRefusals(Random random, string place)
    {
        (_random, _place) = (random, place);
        var accounts = Enumerable.Range(1, random.Next(1, 4))
            .Select(no => new Account($"a{no}", new Uri($"http://localhost/{no}")) { Cooldown = Seconds(10) });
        _models = [.. accounts.SelectMany(account => Enumerable.Range(1, random.Next(1, 3))
            .Select(no => Some.Model($"{account.Name}m{no}", account)))];
        _plan = Some.Plan(pack: 4, _models);
        _ledger = new InMemoryPermitLedger(_clock);
        _gate = new PermitGate(_ledger, _clock);
        _judge = new RefusalJudge(_gate, _clock);
        _goodness = new[] { 0, 0.5, 0.9, 1 }[random.Next(4)];
        _poison = [.. Documents.Where(_ => random.Next(5) == 0)];
    }

    public int Refused { get; private set; }

    public int GivenUp { get; private set; }

    public async Task RunAsync(int refusals, CancellationToken token)
    {
        await _ledger.DeclareAsync(1, [.. _models.SelectMany(LimitScope.ListToDeclare)], token);
        for (var step = 0; step < 10 * refusals && Refused < refusals; step++)
        {
            var open = _models.Where(model => _gate.Closed(model, 1) is null).ToList();
            if (open.Count == 0 || _random.Next(4) == 0) _clock.Advance(Seconds(_random.Next(1, 400)));
            else await AskAsync(open[_random.Next(open.Count)], token);
        }
    }

    private async Task AskAsync(Model model, CancellationToken token)
    {
        var chunks = _random.GetItems(Documents, _random.Next(1, 4)).Distinct().ToArray();
        var permit = (await _gate.TakeAsync([Permit(model, chunks)], token))[0];
        if (permit.AttemptId is null) return;
        foreach (var scope in ScopesOf(model))
            Assert.True(NotBefore(scope) <= _clock.GetUtcNow(), $"{_place}: {scope} was asked too soon");

        var pack = Asked(model, chunks);
        var works = _random.NextDouble() < _goodness;
        var answers = works && !chunks.Any(_poison.Contains);
        var (reply, told) = answers ? (new ModelReply { Status = 200, Content = "{}" }, null) : Refuse(model, works);
        var result = _judge.Judge(_plan, Result(pack, reply, answers));
        await _gate.ReactAsync(permit, model, result.Reply, token);
        if (!answers) await CheckAsync(model, chunks, result, told, token);
        _history.Add((model.Key, chunks, answers));
    }

    // A model that works says the same of every bad document, and no word of what is bad.
    private (ModelReply Reply, TimeSpan? Told) Refuse(Model model, bool works)
    {
        Refused++;
        var status = works ? 400 : Statuses[_random.Next(Statuses.Length)];
        var seconds = _random.Next(1, 2_000);
        var words = works
            ? Sentences[0]
            : string.Format(CultureInfo.InvariantCulture, Sentences[_random.Next(Sentences.Length)], seconds);
        var body = Shapes[_random.Next(Shapes.Length)].Replace("§", words, StringComparison.Ordinal);
        var headers = !works && _random.Next(4) == 0 ? new ReplyHeaders(RetryAfter: $"{seconds}") : new ReplyHeaders();
        var now = _clock.GetUtcNow();
        var refusal = Refusal.Read(status, headers, body, now);
        var told = status == 429 && refusal.ComeBack.Latest(now) is { } at ? at - now : (TimeSpan?)null;
        return (new ModelReply { Status = status, Failure = FailureClassifier.Classify(refusal, now, model) }, told);
    }

    private async Task CheckAsync(
        Model model, long[] chunks, AttemptResult result, TimeSpan? told, CancellationToken token)
    {
        var failure = result.Reply.Failure!;
        if (failure.Proven)
        {
            GivenUp++;
            Assert.True(IsProven(model, chunks), $"{_place}: {failure.Reason}");
        }

        var outcome = ReturnedChunk.Decide(
            result.Readings[0], 0, result.Verdict, new AskedRequest(1, model.Key, chunks.Length));
        Assert.True(failure is { Proven: true } or { Class: FailureClass.ChunkAtFault, Unexplained: false }
            || outcome.BlameCount == 0, $"{_place}: blamed for {failure.Reason}");
        if (failure.Class is FailureClass.AccountStopped or FailureClass.ModelGone) return;
        if (told is { } wait && failure.Class is FailureClass.ModelPaused or FailureClass.AccountPaused)
            _told[ScopesOf(model)[failure.Class == FailureClass.AccountPaused ? 0 : 1]] = _clock.GetUtcNow() + wait;
        foreach (var use in await _ledger.ReadAsync([.. LimitScope.ListFor(model).Select(scope => scope.Id)], token))
            CheckPause(use, failure);
    }

    private void CheckPause(ScopeUse use, CallFailure failure)
    {
        if (use.PausedUntil is not { } until || use.Reason != failure.Reason) return;
        var most = failure.Delay ?? (failure.Spent ? Hours : Ladder);
        var paused = (until - _clock.GetUtcNow(), most);
        Assert.True(paused.Item1 <= most || until <= NotBefore(use.Id.ToString()), $"{_place}: {paused} {failure}");
    }

    // The rule of the judge, by another road: over all that was ever asked.
    private bool IsProven(Model model, long[] chunks)
    {
        if (chunks.Length != 1) return false;
        var own = _history.Where(one => one.Model == model.Key).ToList();
        var first = own.FindIndex(one => !one.Answered && one.Chunks.Contains(chunks[0])
            && own.Take(own.IndexOf(one)).Any(before => before.Answered));
        var since = first >= 0 && own.Skip(first).Any(one => one.Answered && !one.Chunks.Contains(chunks[0]));
        var accounts = _history.Where(one => !one.Answered && one.Chunks is [var only] && only == chunks[0])
            .Select(one => _models.First(other => other.Key == one.Model).Account.Id)
            .Append(model.Account.Id).Distinct().Count();
        var others = _models.Any(other => other.Account.Id != model.Account.Id
            && _gate.FullWait(other, 1) < TimeSpan.FromHours(25));
        return since && (accounts > 1 || !others);
    }

    private DateTimeOffset NotBefore(string scope) => _told.GetValueOrDefault(scope, DateTimeOffset.MinValue);

    private static string[] ScopesOf(Model model) =>
        [ScopeId.OfAccount(model.Account).ToString(), ScopeId.OfModel(model).ToString()];

    private static AskedPermit Permit(Model model, long[] chunks) => new(
        model, new PermitRequest(1, 1, model.Account.Id, model.Id, LimitScope.IdsOf(model, 1), chunks, chunks));

    private static Pack Asked(Model model, long[] chunks) =>
        new(model, Some.Definition(), [.. chunks.Select(id => new PackedChunk($"id{id}", Some.Waiting(id)))])
        {
            MaxTokens = 500,
        };

    private static AttemptResult Result(Pack pack, ModelReply reply, bool answered) =>
        new(1, 1, pack, reply,
        [
            .. pack.Chunks.Select(packed =>
                new ChunkReading(packed.Chunk, answered ? [] : null, answered ? null : "refused", [])),
        ]);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
