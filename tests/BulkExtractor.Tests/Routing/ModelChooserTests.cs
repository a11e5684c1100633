using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Routing;

public sealed class ModelChooserTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model Free = Some.Model("free", Account);
    private static readonly Model Other = Some.Model("other", Account);
    private static readonly Model Local = Some.Model("local", Account) with { Tier = Tier.Local };
    private static readonly ChunkNeed Plain = new(Lane.Any, Complex: false);
    private static readonly Model Paid = Some.Model("paid", Account) with { Tier = Tier.Paid };

    private readonly SuccessEstimator _experience = new(new ManualClock());
    private readonly ModelChooser _chooser;

    public ModelChooserTests() => _chooser = new ModelChooser(_experience, new Random(1));

    [Fact]
    public void The_tiers_come_in_the_order_of_the_batch() =>
        Assert.Equal([Local, Free, Other], Candidates(new BatchSettings { Tiers = [Tier.Local, Tier.Free] }));

    [Fact]
    public void A_tier_that_was_not_named_is_left_out() =>
        Assert.Equal([Free, Other], Candidates(new BatchSettings { Tiers = [Tier.Free] }));

    [Fact]
    public void Paid_models_are_left_out_without_a_budget() =>
        Assert.DoesNotContain(Paid, Candidates(new BatchSettings { Tiers = [Tier.Free, Tier.Paid] }));

    [Fact]
    public void Paid_models_take_part_with_a_budget_where_the_batch_names_their_tier()
    {
        Assert.Equal(
            [Free, Other, Paid], Candidates(new BatchSettings { Tiers = [Tier.Free, Tier.Paid], MaxCost = 0.01m }));
        Assert.DoesNotContain(Paid, Candidates(new BatchSettings { MaxCost = 0.01m }));
    }

    [Fact]
    public void Only_the_models_that_were_named_are_used() =>
        Assert.Equal([Other], Candidates(new BatchSettings { Models = ["other"] }));

    [Fact]
    public void A_preferred_model_leads_its_tier() =>
        Assert.Equal([Local, Other, Free], Candidates(new BatchSettings { Prefer = ["other"] }));

    [Fact]
    public void Models_of_accounts_that_the_batch_does_not_know_are_left_out()
    {
        var foreign = Some.Model("foreign", Some.Account("http://elsewhere/v1"));

        Assert.Empty(ModelChooser.Candidates([foreign], BatchWith(new BatchSettings())));
    }

    [Fact]
    public void A_fast_model_is_asked_first_where_that_is_wanted_and_no_day_binds()
    {
        var slow = new Candidate(Free, 12);
        var fast = new Candidate(Other, 10) { IsFast = true };

        Assert.Equal(new ModelChoice(Other, "lane fast"), _chooser.Rank([slow, fast], Plain)[0]);
        Assert.Equal(
            Free, _chooser.Rank([slow with { DayBinds = true }, fast with { DayBinds = true }], Plain)[0].Model);
    }

    [Fact]
    public void The_least_busy_model_of_the_first_tier_is_asked_first() =>
        Assert.Equal(
            [Local, Other, Free],
            Rank(
                Plain,
                Of(Local) with { UnderWay = 3 },
                Of(Free) with { UnderWay = 2 },
                Of(Other) with { UnderWay = 1 }));

    [Fact]
    public void Where_the_day_binds_the_model_whose_requests_bring_most_is_asked_first_however_busy_it_is()
    {
        var busy = Of(Free) with { Documents = 20, UnderWay = 3 };

        Assert.Equal(Other, Rank(Plain, busy, Of(Other))[0]);
        Assert.Equal(Free, Rank(Plain, busy with { DayBinds = true }, Of(Other) with { DayBinds = true })[0]);
    }

    [Fact]
    public void A_model_with_as_many_requests_under_way_as_it_has_proven_to_answer_comes_after_the_others()
    {
        var hanging = Of(Free) with { Documents = 20, UnderWay = 4, DayBinds = true };
        var other = Of(Other) with { DayBinds = true };

        Assert.Equal([Other, Free], Rank(Plain, hanging, other));
        Assert.Empty(Rank(Plain, hanging with { MayWait = true }, other with { MayWait = true }));
    }

    [Fact]
    public void A_model_that_fails_often_is_asked_after_one_that_does_not()
    {
        for (var i = 0; i < 10; i++) _experience.Learn(Free.Key, 0);
        for (var i = 0; i < 10; i++) _experience.Learn(Other.Key, 1);

        Assert.Equal([Other, Free], Rank(Plain, Of(Free), Of(Other)));
    }

    [Fact]
    public void A_lane_prefers_its_models_and_excludes_no_other()
    {
        var need = new ChunkNeed(Lane.Multilingual, Complex: false);
        var speaks = Other with { GoodFor = ["multilingual"] };

        Assert.Equal([speaks, Free], Rank(need, Of(Free), Of(speaks)));
        Assert.Equal("lane multilingual", _chooser.Rank([Of(Free), Of(speaks)], need)[0].Reason);
    }

    [Fact]
    public void Complex_chunks_prefer_paid_models_and_simple_ones_come_to_them_last()
    {
        Assert.Equal([Paid, Free], Rank(Plain with { Complex = true }, Of(Free), Of(Paid)));
        Assert.Equal([Free, Paid], Rank(Plain, Of(Free), Of(Paid)));
    }

    [Fact]
    public void A_model_that_the_job_prefers_leads_its_tier_though_others_are_less_busy() =>
        Assert.Equal(
            [Local, Free, Other],
            Rank(Plain, Of(Local), Of(Other), Of(Free) with { Wish = 0, UnderWay = 3 }));

    [Fact]
    public void A_model_whose_packs_were_never_too_large_is_tried_beside_one_with_larger_packs()
    {
        var first = Enumerable.Range(0, 400)
            .Select(_ => Rank(Plain, Of(Free) with { Documents = 20 }, Of(Other) with { MayGrow = true })[0])
            .ToList();

        Assert.InRange(first.Count(model => model == Other), 100, 300);
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(0.1, false)]
    public void Little_known_models_are_tried_only_while_a_fifth_of_the_day_is_left(double left, bool tried)
    {
        Candidate[] candidates =
        [
            Of(Free) with { Documents = 20, DayLeft = left, DayBinds = true },
            Of(Other) with { DayLeft = left, DayBinds = true },
        ];

        var choices = new List<ModelChoice>();
        for (var i = 0; i < 1_000; i++)
        {
            choices.Add(_chooser.Rank(candidates, Plain)[0]);
            _chooser.Sent();
        }

        Assert.Equal(tried, choices.Exists(choice => choice.Model == Other));
        Assert.Equal(tried, choices.Exists(choice => choice.Reason == "explores"));
    }

    [Fact]
    public void A_model_is_held_back_only_for_one_that_spends_the_same_limit()
    {
        var day = ScopeId.OfTier(Account, Tier.Free).Per(new Limit((TimeSpan?)null));
        var better = Of(Free) with { Documents = 20, DayBinds = true, MayWait = true, IsOpen = false, Scarce = day };
        var lesser = Of(Other) with { DayBinds = true, MayWait = true };

        Assert.Empty(Rank(Plain, better, lesser with { Scarce = day }));
        Assert.Equal([Other], Rank(Plain, better, lesser with { Scarce = ScopeId.OfModel(Other) }));
    }

    [Fact]
    public void Where_a_limit_of_tokens_binds_the_model_is_asked_that_takes_the_fewest_for_a_document()
    {
        var units = ScopeId.OfTier(Account, Tier.Free).Per(new Limit((TimeSpan?)null), "units");
        var dear = Of(Free) with { Documents = 20, DayBinds = true, MayWait = true, Scarce = units, Weight = 400 };
        var cheap = Of(Other) with { DayBinds = true, MayWait = true, Scarce = units, Weight = 50 };

        Assert.Equal([Other], Rank(Plain, dear, cheap));
    }

    [Fact]
    public void While_the_day_binds_a_model_that_brings_much_less_is_not_asked_when_a_better_one_opens_soon()
    {
        var better = Of(Free) with { Documents = 20, DayBinds = true, MayWait = true, IsOpen = false };
        var lesser = Of(Other) with { DayBinds = true, MayWait = true };

        Assert.Empty(Rank(Plain, better, lesser));
        Assert.Equal([Other], Rank(Plain, better with { Documents = 11 }, lesser));
        Assert.Equal([Other], Rank(Plain, better, lesser with { MayWait = false }));
    }

    [Fact]
    public void While_the_day_binds_the_model_that_reads_better_is_asked()
    {
        var binding = Of(Free) with { DayBinds = true, DayLeft = 0.1 };
        var well = binding with { Model = Other, Documents = 8, Quality = new BetaEstimate(95, 5) };
        var badly = binding with { Quality = new BetaEstimate(60, 40) };

        Assert.Equal([Other, Free], Rank(Plain, badly, well));
        Assert.Equal([Free, Other], Rank(Plain, badly with { Quality = Candidate.Unmeasured }, well));
    }

    [Fact]
    public void A_model_that_was_measured_little_is_tried_more_often_than_one_that_is_known_to_be_worse()
    {
        var good = Of(Free) with { DayBinds = true, Quality = new BetaEstimate(90, 10) };
        var unknown = Of(Other) with { DayBinds = true, Quality = new BetaEstimate(1.6, 0.4) };
        var worse = unknown with { Quality = new BetaEstimate(80, 20) };

        Assert.True(FirstOf(good, unknown) > FirstOf(good, worse));

        int FirstOf(params Candidate[] candidates)
        {
            var chooser = new ModelChooser(new SuccessEstimator(new ManualClock()), new Random(5));
            return Enumerable.Range(0, 500).Count(_ => chooser.Rank(candidates, Plain)[0].Model == Other);
        }
    }

    [Fact]
    public void The_only_model_that_is_open_is_said_to_be_that() =>
        Assert.Equal("only open model", _chooser.Rank([Of(Free)], Plain)[0].Reason);

    [Fact]
    public void The_same_seed_chooses_the_same()
    {
        Assert.Equal(Choices(), Choices());

        static List<Model> Choices()
        {
            var chooser = new ModelChooser(new SuccessEstimator(new ManualClock()), new Random(3));
            return [.. Enumerable.Range(0, 50).Select(_ => chooser.Rank([Of(Free), Of(Other)], Plain)[0].Model)];
        }
    }

    private static Candidate Of(Model model) => new(model, Documents: 10);

    private IReadOnlyList<Model> Rank(ChunkNeed need, params Candidate[] candidates) =>
        [.. _chooser.Rank(candidates, need).Select(choice => choice.Model)];

    private static IReadOnlyList<Model> Candidates(BatchSettings settings) =>
        ModelChooser.Candidates([Paid, Free, Other, Local], BatchWith(settings));

    private static Batch BatchWith(BatchSettings settings) => new(1, Some.Definition(), settings, [Account.Id]);
}
