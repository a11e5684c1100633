using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using BulkExtractor.Routing;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Pipeline;

public sealed partial class RefusalJudgeTests
{
    private static readonly Account First = new("first", new Uri("http://localhost/first"));
    private static readonly Account Second = new("second", new Uri("http://localhost/second"));
    private static readonly Model Model = Some.Model("only", First);
    private static readonly Model Other = Some.Model("other", Second);

    private readonly ManualClock _clock = new();
    private readonly RefusalJudge _judge;
    private BatchPlan _plan = Some.Plan(pack: 4, Model);

    public RefusalJudgeTests() =>
        _judge = new RefusalJudge(new PermitGate(new InMemoryPermitLedger(_clock), _clock), _clock);

    [Fact]
    public void A_model_that_never_answered_pauses_by_its_ladder_at_its_first_refusal()
    {
        var failure = Refuse(1, 2);

        Assert.Equal((ModelPaused, null), (failure.Class, failure.Delay));
        Assert.Contains("only: refuses what it is sent", failure.Reason);
    }

    [Fact]
    public void It_pauses_for_long_at_its_third_refusal()
    {
        Refuse(1, 2);
        Assert.Null(Refuse(3).Delay);

        Assert.Equal(TimeSpan.FromMinutes(15), Refuse(4).Delay);
    }

    [Fact]
    public void A_shape_is_left_out_before_anybody_is_suspected()
    {
        var structured = Model with { GoodFor = ["structured"] };

        var failure = Judge(Asked(structured, ReplyFormat.Schema, [1, 2]), Unexplained()).Reply.Failure!;

        Assert.True(failure is { Class: TryElsewhere, FormatRefused: true, Unexplained: false });
    }

    [Fact]
    public void Members_of_the_pool_file_are_left_out_before_anybody_is_suspected()
    {
        var extra = Model with { Extra = new Dictionary<string, JsonNode?> { ["top_k"] = 1 } };
        var asked = Asked(extra, null, [1, 2]);

        Assert.Equal(RequestPart.Extra, Judge(asked, Unexplained()).Reply.Failure!.Refused);
        var plain = asked with { Form = asked.Form.Without(RequestPart.Extra) };
        Assert.Equal(ModelPaused, Judge(plain, Unexplained()).Reply.Failure!.Class);
    }

    [Fact]
    public void A_part_that_was_left_out_already_is_not_what_disturbed()
    {
        var renamed = Asked(Model, null, [1]) with { Form = new RequestForm { NewCapName = true } };

        var failure = Judge(renamed, Failed(new CallFailure(TryElsewhere, "no max_tokens")
        {
            Refused = RequestPart.CapName,
        })).Reply.Failure!;

        Assert.Equal(ModelPaused, failure.Class);
    }

    [Fact]
    public void What_is_too_much_at_once_makes_packs_smaller_and_blames_nobody()
    {
        var tooMuch = new CallFailure(TryElsewhere, "tokens of a minute") { MostTokens = 8_000 };
        Assert.Equal(TryElsewhere, Judge(Asked(Model, null, [1, 2]), Failed(tooMuch)).Reply.Failure!.Class);
        _plan.Learn(Failed(tooMuch)(Asked(Model, null, [1, 2])));

        Assert.InRange(_plan.Budget(Model).InputTokens, 1, 8_000);
        Assert.Equal(ModelPaused, Judge(Asked(Model, null, [1]), Failed(tooMuch)).Reply.Failure!.Class);
    }

    [Fact]
    public void Documents_are_narrowed_down_by_a_model_that_answers()
    {
        Answer(1, 2);

        Assert.True(Refuse(3, 4) is { Class: ChunkAtFault, Unexplained: false, Proven: false });
    }

    [Fact]
    public void A_document_is_given_up_when_others_were_answered_before_and_since()
    {
        Answer(1);
        Refuse(2, 3);
        Answer(3);

        Assert.True(Refuse(2) is { Class: ChunkAtFault, Proven: true });
    }

    [Fact]
    public void A_model_that_turns_bad_gives_no_document_up()
    {
        Answer(1);

        Assert.All(Enumerable.Range(2, 20), chunk => Assert.False(Refuse(chunk).Proven));
    }

    [Fact]
    public void With_another_account_to_ask_a_document_is_put_off_ever_longer()
    {
        _plan = Some.Plan(pack: 4, Model, Other);
        Answer(1);
        Refuse(2, 3);
        Answer(3);

        Assert.True(Refuse(2) is { Class: ChunkAtFault, Unexplained: true, Proven: false });
        Assert.Equal(TimeSpan.FromMinutes(2), Refuse(2).Delay);
    }

    [Fact]
    public void What_two_accounts_refuse_is_given_up()
    {
        _plan = Some.Plan(pack: 4, Model, Other);
        Answer(1);
        Refuse(2, 3);
        Answer(3);
        Refuse(2);
        Judge(Asked(Other, null, [4]), Good([4]));
        Judge(Asked(Other, null, [2]), Unexplained());
        Judge(Asked(Other, null, [5]), Good([5]));

        Assert.True(Judge(Asked(Other, null, [2]), Unexplained()).Reply.Failure!.Proven);
    }

    [Fact]
    public void A_model_that_answers_other_jobs_is_left_alone_with_this_one_only()
    {
        _judge.Adopt([new ModelEvidence(Model.Key, BatchId: 9, Good: 1, Bad: 0)], []);

        var failure = Refuse(1, 2);

        Assert.True(failure is { Class: ChunkAtFault, OfJob: true, Unexplained: true });
        Assert.Equal(Model.Account.Cooldown, _judge.Closed(_plan, Model, _clock.GetTimestamp())!.Value.Wait);
        _clock.Advance(Model.Account.Cooldown);
        Assert.Null(_judge.Closed(_plan, Model, _clock.GetTimestamp()));
    }

    [Fact]
    public void All_models_of_an_account_refused_alike_are_the_accounts_fault()
    {
        var twin = Some.Model("twin", First);
        _plan = Some.Plan(pack: 4, Model, twin);
        Refuse(1, 2);

        Assert.Equal(AccountPaused, Judge(Asked(twin, null, [3, 4]), Unexplained()).Reply.Failure!.Class);
    }

    [Fact]
    public void An_address_that_answers_for_another_model_is_right()
    {
        Judge(Asked(Some.Model("twin", First), null, [1]), Good([1]));

        var failure = Judge(Asked(Model, null, [2]), Failed(new CallFailure(AccountStopped, "404")
        {
            OfAddress = true,
        })).Reply.Failure!;

        Assert.Equal(ModelGone, failure.Class);
    }

    private CallFailure Refuse(params long[] chunks) =>
        Judge(Asked(Model, null, chunks), Unexplained()).Reply.Failure!;

    private void Answer(params long[] chunks) => Judge(Asked(Model, null, chunks), Good(chunks));

    private AttemptResult Judge(Pack pack, Func<Pack, AttemptResult> result) => _judge.Judge(_plan, result(pack));

    private static Pack Asked(Model model, ReplyFormat? format, IEnumerable<long> chunks) =>
        new(model, Some.Definition(), [.. chunks.Select(id => new PackedChunk($"id{id}", Some.Waiting(id)))])
        {
            MaxTokens = 500,
            Format = format,
        };

    private static Func<Pack, AttemptResult> Unexplained(string reason = "the provider refused the request") =>
        Failed(new CallFailure(ChunkAtFault, reason) { Unexplained = true });

    private static Func<Pack, AttemptResult> Failed(CallFailure failure) => pack =>
        Result(pack, new ModelReply { Status = 400, Failure = failure }, _ => false);

    private static Func<Pack, AttemptResult> Good(IEnumerable<long> chunks) => pack =>
        Result(pack, new ModelReply { Status = 200, Content = "{}" }, chunks.Contains);

    private static Func<Pack, AttemptResult> Babble() => Good([]);

    private static AttemptResult Result(Pack pack, ModelReply reply, Func<long, bool> answered) =>
        new(1, 1, pack, reply,
        [
            .. pack.Chunks.Select(packed => answered(packed.Chunk.ChunkId)
                ? new ChunkReading(packed.Chunk, [], null, [])
                : new ChunkReading(packed.Chunk, null, "no JSON", [])),
        ]);
}
