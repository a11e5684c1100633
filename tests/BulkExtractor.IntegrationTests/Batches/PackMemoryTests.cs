using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class PackMemoryTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly PackStats Habit = new(17.5, 90, 4) { Thoughts = 300, TooLarge = 25 };

    private static readonly ModelPackStats Slow = new("north slow", TokenFactors.Start, ReplyFormat.JsonObject);

    private PostgresPackStatsStore Memory => new(Shop.Database);

    [Fact]
    public async Task What_was_learned_is_remembered_for_the_definitions_that_are_asked_for()
    {
        var factors = TokenFactors.Start.Learn(new Dictionary<Script, int> { [Script.Latin] = 10 }, 15);
        await Memory.KeepAsync(
            new LearnedPackStats(
                [
                    new DefinitionPackStats("north quick", "A", Habit),
                    new DefinitionPackStats("north quick", "B", Habit),
                ],
                [new ModelPackStats("north quick", factors, null)]),
            Token);

        var known = await Memory.ReadAsync(["A"], Token);

        Assert.Equal(new DefinitionPackStats("north quick", "A", Habit), Assert.Single(known.Habits));
        Assert.Equal(factors.Values, known.FactorsOf("north quick").Values);
        Assert.Null(Assert.Single(known.Models).Format);
    }

    [Fact]
    public async Task The_latest_to_say_something_is_believed()
    {
        await KeepAsync(Habit with { Documents = 4 });
        await KeepAsync(Habit);

        Assert.Equal(Habit, (await Memory.ReadAsync(["A"], Token)).HabitOf("north quick", "A"));
    }

    [Fact]
    public async Task A_format_that_was_refused_is_tried_again_after_a_week()
    {
        await Memory.KeepAsync(new LearnedPackStats([], [Slow]), Token);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(6));
        await Memory.KeepAsync(new LearnedPackStats([], [Slow]), Token); // its tokens were counted again
        var soon = (await Memory.ReadAsync([], Token)).Models;
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        var late = (await Memory.ReadAsync([], Token)).Models;

        Assert.Equal(ReplyFormat.JsonObject, Assert.Single(soon).Format);
        Assert.Null(Assert.Single(late).Format);
    }

    [Fact]
    public async Task What_nobody_confirmed_for_a_month_is_forgotten()
    {
        await KeepAsync(Habit);
        await Memory.KeepAsync(new LearnedPackStats([], [Slow]), Token);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await Memory.ForgetAsync(Token);

        Assert.Equal(0, await Shop.ReadAsync<long>(
            "select (select count(*) from bulk.pack_stats) + (select count(*) from bulk.model_stats)"));
    }

    private Task KeepAsync(PackStats habit) =>
        Memory.KeepAsync(new LearnedPackStats([new DefinitionPackStats("north quick", "A", habit)], []), Token);
}
