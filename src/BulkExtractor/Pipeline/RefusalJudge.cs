using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Recording;
using BulkExtractor.Routing;
using BulkExtractor.Schema;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Remembers how models fared, and says by that what a request means whose refusal does not say it itself, or of whose
/// reply nothing could be read.
/// </summary>
/// <remarks>
/// It knows what this worker asked, and which models were answered by others. What it does not know makes it careful:
/// a document is given up later, never earlier.
/// </remarks>
internal sealed partial class RefusalJudge(PermitGate gate, TimeProvider clock)
{
    // The most of the ladder of pauses, for what brought nothing again and again.
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(15);
    private const int TriedBriefly = 2;
    private static readonly TimeSpan FirstPutOff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(25);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Model, string Definition), ModelRecord> _records = [];
    private readonly Dictionary<string, Dictionary<string, string>> _refusedByAccount = [];
    private readonly Dictionary<long, HashSet<string>> _accountsThatRefused = [];
    private readonly Dictionary<long, int> _putOff = [];
    private readonly ConcurrentDictionary<string, bool> _answered = new();

    /// <summary>Whether a model has ever answered, as far as is known here.</summary>
    public bool HasAnswered(Model model) => _answered.ContainsKey(model.Key);

    /// <summary>Whether all that a model was sent brought nothing, so that one document is enough to try it.</summary>
    public bool IsDoubtful(BatchPlan plan, Model model)
    {
        lock (_gate) return _records.TryGetValue((model.Key, plan.Key), out var record) && record.IsDoubtful;
    }

    /// <summary>How long a model that answers other jobs is not asked for this one, and why.</summary>
    public (TimeSpan Wait, string Reason)? Closed(BatchPlan plan, Model model, long at)
    {
        lock (_gate)
        {
            var closed = _records.GetValueOrDefault((model.Key, plan.Key))?.Closed;
            return closed is var (until, reason) && until > at ? (clock.GetElapsedTime(at, until), reason) : null;
        }
    }

    /// <summary>Goes on from what all workers recorded of requests.</summary>
    public void Adopt(IReadOnlyList<ModelEvidence> recorded, IReadOnlyList<BatchPlan> plans)
    {
        foreach (var model in recorded.Where(model => model.Good > 0))
        {
            _answered[model.Model] = true;
            if (plans.FirstOrDefault(plan => plan.Batch.BatchId == model.BatchId) is not { } plan) continue;
            lock (_gate)
                if (RecordOf(model.Model, plan.Key) is { HasAnswered: false } record) record.Answer([]);
        }
    }

    /// <summary>What a request means, by all that is known.</summary>
    public AttemptResult Judge(BatchPlan plan, AttemptResult result)
    {
        lock (_gate) return JudgeOne(plan, result);
    }

    private AttemptResult JudgeOne(BatchPlan plan, AttemptResult result)
    {
        var record = RecordOf(result.Pack.Model.Key, plan.Key);
        return result.Reply.Failure switch
        {
            null => Read(record, result),
            { OfAddress: true } failure when AccountAnswers(result.Pack.Model) => With(result, failure with
            {
                Class = FailureClass.ModelGone,
                Reason = $"the account answers, but not for this model: {failure.Reason}",
            }),
            { TooMuch: true } failure => Halved(plan, record, result, failure),
            { IsOfForm: true } failure => Formed(plan, record, result, failure),
            { Unexplained: true } failure => Unexplained(plan, record, result, failure),
            _ => result,
        };
    }

    private AttemptResult Read(ModelRecord record, AttemptResult result)
    {
        if (result.Answered || result.SentinelsAnswered > 0)
        {
            _answered[result.Pack.Model.Key] = true;
            _refusedByAccount.Remove(result.Pack.Model.Account.Id);
            record.Answer(Chunks(result).Where((_, place) => result.Readings[place].Answered));
            return result;
        }

        // What was read and then refused is no matter of how it was written.
        if (result.Reply.Truncated || result.Readings.Any(reading => reading.Fault > AnswerFault.Unreadable)
            || !record.Babble(Chunks(result)))
            return result;
        var problem = result.Readings[0].Problem ?? "its answers are of no use";
        return With(result, Leave(record, result, new(FailureClass.ModelPaused, NameOf(
            result, $"nothing of what it answers can be read: {problem}"))
        {
            Unexplained = true,
            FormatRefused = FormatOf(result.Pack) != ReplyFormat.Prompt,
            Delay = record.InVain > TriedBriefly ? LongPause : null,
        }));
    }

    private AttemptResult Unexplained(BatchPlan plan, ModelRecord record, AttemptResult result, CallFailure failure)
    {
        if (!record.HasAnswered && result.Reply.Status is 400 or 422 or 501
            && Simplified(result.Pack, failure) is { } simpler)
            return With(result, simpler);

        var refusal = Describe(plan, record, result, failure);
        return With(result, refusal.FindCulprit() switch
        {
            Culprit.Model => Leave(record, result, OfModel(plan, record, result, failure)),
            Culprit.Pack => failure with { Unexplained = false },
            Culprit.Document => failure with { Unexplained = false, Proven = true },
            _ => failure with { Delay = PutOff(result.Readings[0].Chunk.ChunkId) },
        });
    }

    private RefusedRequest Describe(
        BatchPlan plan, ModelRecord record, AttemptResult result, CallFailure failure)
    {
        var (model, chunks) = (result.Pack.Model, Chunks(result));
        var known = new RefusedRequest(chunks.Count)
        {
            HasAnswered = record.HasAnswered,
            AnsweredSince = record.AnsweredSince(chunks[0]),
            OthersRefused = record.Refuse(WordsOf(result, failure), chunks),
        };
        if (chunks.Count > 1) return known;
        var accounts = AccountsThatRefused(chunks[0]);
        accounts.Add(model.Account.Id);
        return known with
        {
            RefusedElsewhere = accounts.Count > 1,
            OtherAccounts = plan.Candidates.Any(other => other.Account.Id != model.Account.Id
                && gate.FullWait(other, plan.Batch.BatchId) < LongestWait),
        };
    }

    private CallFailure OfModel(BatchPlan plan, ModelRecord record, AttemptResult result, CallFailure failure)
    {
        var model = result.Pack.Model;
        var ofAccount = IsOfAccount(plan, model, WordsOf(result, failure));
        return failure with
        {
            Class = ofAccount ? FailureClass.AccountPaused : FailureClass.ModelPaused,
            Reason = ofAccount
                ? $"{model.Account.Name} refuses all of its models alike: {failure.Reason}"
                : NameOf(result, $"refuses what it is sent: {failure.Reason}"),
            Delay = record.InVain > TriedBriefly ? LongPause : null,
        };
    }

    // A model that answers other jobs goes on with those.
    private CallFailure Leave(ModelRecord record, AttemptResult result, CallFailure failure)
    {
        var model = result.Pack.Model;
        if (record.HasAnswered || !HasAnswered(model)) return failure;
        var wait = record.Close(failure.Delay, model.Account.Cooldown, LongPause);
        record.Closed = (clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency), failure.Reason);
        return failure with { Class = FailureClass.ChunkAtFault, OfJob = true, Delay = null };
    }

    // All its models, in the same words, and none of them answers.
    private bool IsOfAccount(BatchPlan plan, Model model, string words)
    {
        if (!_refusedByAccount.TryGetValue(model.Account.Id, out var refused))
            _refusedByAccount[model.Account.Id] = refused = [];
        refused[model.Key] = words;
        var all = plan.Candidates.Where(other => other.Account.Id == model.Account.Id).ToList();
        return all.Count > 1 && all.TrueForAll(other => refused.GetValueOrDefault(other.Key) == words);
    }

    private bool AccountAnswers(Model model) =>
        _answered.Keys.Any(key => key.StartsWith($"{model.Account.Id} ", StringComparison.Ordinal));

    // Too many to remember: whoever is forgotten is only given up later.
    private HashSet<string> AccountsThatRefused(long chunk)
    {
        if (_accountsThatRefused.TryGetValue(chunk, out var known)) return known;
        if (_accountsThatRefused.Count >= ModelRecord.MostRefused) _accountsThatRefused.Clear();
        return _accountsThatRefused[chunk] = [];
    }

    private TimeSpan PutOff(long chunk)
    {
        if (_putOff.Count >= ModelRecord.MostRefused) _putOff.Clear();
        var times = _putOff[chunk] = _putOff.GetValueOrDefault(chunk) + 1;
        var delay = FirstPutOff * Math.Pow(2, times - 1);
        return delay < LongPause ? delay : LongPause;
    }

    private ModelRecord RecordOf(string model, string definition)
    {
        if (!_records.TryGetValue((model, definition), out var record))
            _records[(model, definition)] = record = new ModelRecord();
        return record;
    }

    private static string WordsOf(AttemptResult result, CallFailure failure) =>
        ModelRecord.WordsOf(result.Reply.Status, failure.Reason, result.Pack.Model.Id);

    private static string NameOf(AttemptResult result, string what) => $"{result.Pack.Model.Id}: {what}";

    private static ReplyFormat FormatOf(Pack pack) => pack.Format ?? ReplyFormats.First(pack.Model);

    private static List<long> Chunks(AttemptResult result) =>
        [.. result.Readings.Select(reading => reading.Chunk.ChunkId)];

    private static AttemptResult With(AttemptResult result, CallFailure failure) =>
        result with { Reply = result.Reply with { Failure = failure } };
}
