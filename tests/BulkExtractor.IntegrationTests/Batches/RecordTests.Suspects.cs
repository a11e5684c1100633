using BulkExtractor.Calls;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed partial class RecordTests
{
    [Fact]
    public async Task A_request_that_is_refused_as_a_whole_makes_suspects_of_which_one_half_is_held()
    {
        var batch = await Shop.AddAsync(5);

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);

        var half = await Shop.LeaseAsync(batch);
        Assert.Equal(3, half.Count);
        Assert.All(half, chunk =>
        {
            Assert.Equal((0, 1), (chunk.BlameCount, chunk.Suspicion));
            Assert.Equal([$"{TestApp.Account.Id} m"], chunk.BlamedModels);
        });
        Assert.Single(half.Select(chunk => chunk.BisectionOf).Distinct());
    }

    [Fact]
    public async Task The_held_half_is_innocent_when_the_other_half_is_refused_too()
    {
        var batch = await Shop.AddAsync(4);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);

        var due = await Shop.LeaseAsync(batch);
        Assert.Equal(2, due.Count(chunk => chunk is { BisectionOf: null, Suspicion: 0, BlamedModels.Count: 0 }));
        Assert.Equal(1, due.Count(chunk => chunk is { BisectionOf: not null, Suspicion: 2 }));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task The_innocent_may_go_to_every_model_again_but_those_that_misread_them(int blame, int avoided)
    {
        var batch = await Shop.AddAsync(4);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);
        await Shop.ExecuteAsync(
            $"update bulk.chunks set blame_count = {blame}, blamed_models = blamed_models || 'another model'::text");

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);

        var innocent = (await Shop.LeaseAsync(batch)).Where(chunk => chunk.BisectionOf is null);
        Assert.Equal([avoided, avoided], innocent.Select(chunk => chunk.BlamedModels.Count));
    }

    [Fact]
    public async Task The_held_half_is_halved_when_the_other_half_is_answered()
    {
        var batch = await Shop.AddAsync(8);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "fine");

        var due = await Shop.LeaseAsync(batch);
        Assert.Equal([2, 2], due.Select(chunk => chunk.Suspicion));
        Assert.Single(due.Select(chunk => chunk.BisectionOf).Distinct());
    }

    [Fact]
    public async Task A_half_that_is_asked_in_two_requests_decides_with_the_second()
    {
        var batch = await Shop.AddAsync(8);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);
        var half = await Shop.LeaseAsync(batch);

        await Shop.RecordAsync([.. half.Take(1)], _ => "fine");
        Assert.Empty(await Shop.LeaseAsync(batch));
        await Shop.RecordAsync([.. half.Skip(1)], _ => "fine");

        Assert.Equal(2, (await Shop.LeaseAsync(batch)).Count);
    }

    [Fact]
    public async Task A_held_half_that_nobody_told_anything_comes_due_by_itself()
    {
        var batch = await Shop.AddAsync(2);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, Refused);
        Assert.Single(await Shop.LeaseAsync(batch));

        await Shop.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(2, (await Shop.LeaseAsync(batch)).Count);
    }
}
