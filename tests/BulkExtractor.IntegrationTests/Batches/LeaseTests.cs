using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class LeaseTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_chunk_is_leased_once()
    {
        var batch = await Shop.AddAsync(3);

        var first = await Shop.LeaseAsync(batch, limit: 2);
        var second = await Shop.LeaseAsync(batch);

        Assert.Equal([1, 2, 3], first.Concat(second).Select(chunk => chunk.DocumentNo).Order());
        Assert.Empty(await Shop.LeaseAsync(batch));
    }

    [Fact]
    public async Task Workers_that_lease_at_once_share_the_chunks()
    {
        var batch = await Shop.AddAsync(400);

        var leases = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(worker => Shop.LeaseAsync(batch, limit: 10, worker)));

        var chunks = leases.SelectMany(lease => lease).Select(chunk => chunk.ChunkId).ToList();
        Assert.Equal(chunks.Count, chunks.Distinct().Count());
        Assert.Equal(chunks.Count, await Shop.ReadAsync<long>("select sum(lease_token)::bigint from bulk.chunks"));
    }

    [Fact]
    public async Task A_lease_does_not_wait_for_the_one_that_is_being_given()
    {
        var batch = await Shop.AddAsync(2);
        await using var other = await Shop.Source.OpenConnectionAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await using var hold = new Npgsql.NpgsqlCommand(
            "select from bulk.chunks where document_no = 1 for update", other, transaction);
        await hold.ExecuteNonQueryAsync(Token);

        var leased = await Shop.LeaseAsync(batch).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal(2, Assert.Single(leased).DocumentNo);
    }

    [Fact]
    public async Task A_chunk_whose_lease_ran_out_is_leased_again_with_the_next_token()
    {
        var batch = await Shop.AddAsync(1);
        var lost = Assert.Single(await Shop.LeaseAsync(batch));
        await Shop.Clock.AdvanceAsync(Minute);

        var current = Assert.Single(await Shop.LeaseAsync(batch, worker: 2));

        Assert.Equal((lost.ChunkId, lost.LeaseToken + 1), (current.ChunkId, current.LeaseToken));
        Assert.Equal(1, await Shop.ReadAsync<int>("select crash_count from bulk.chunks"));
    }

    [Fact]
    public async Task A_renewed_lease_holds()
    {
        var batch = await Shop.AddAsync(1);
        var held = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute / 2);

        await Shop.Queue.RenewAsync(held, Minute, Token);

        await Shop.Clock.AdvanceAsync(Minute * 0.9);
        Assert.Empty(await Shop.LeaseAsync(batch));
        await Shop.Clock.AdvanceAsync(Minute * 0.1);
        Assert.Single(await Shop.LeaseAsync(batch));
    }

    [Fact]
    public async Task A_renewal_does_not_prolong_the_lease_of_another()
    {
        var batch = await Shop.AddAsync(1);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        await Shop.LeaseAsync(batch, worker: 2);
        await Shop.Clock.AdvanceAsync(Minute / 2);

        await Shop.Queue.RenewAsync(lost, Minute, Token);

        await Shop.Clock.AdvanceAsync(Minute / 2);
        Assert.Single(await Shop.LeaseAsync(batch, worker: 3));
    }

    [Fact]
    public async Task A_renewal_does_not_take_a_chunk_back_that_was_given_up()
    {
        var batch = await Shop.AddAsync(1);
        var held = await Shop.LeaseAsync(batch);
        await Shop.Queue.ReleaseAsync(held, Token);

        await Shop.Queue.RenewAsync(held, Minute, Token);

        Assert.Single(await Shop.LeaseAsync(batch));
    }

    [Fact]
    public async Task Chunks_that_are_given_back_are_due_at_once_and_nobody_is_blamed()
    {
        var batch = await Shop.AddAsync(2);

        await Shop.Queue.ReleaseAsync(await Shop.LeaseAsync(batch), Token);

        var again = await Shop.LeaseAsync(batch, worker: 2);
        Assert.Equal(2, again.Count);
        Assert.All(again, chunk => Assert.Equal((0, 0), (chunk.BlameCount, chunk.Suspicion)));
        Assert.Equal(0, await Shop.ReadAsync<int>("select max(crash_count) from bulk.chunks"));
    }

    [Fact]
    public async Task A_chunk_that_another_holds_cannot_be_given_back()
    {
        var batch = await Shop.AddAsync(1);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        await Shop.LeaseAsync(batch, worker: 2);

        await Shop.Queue.ReleaseAsync(lost, Token);

        Assert.Empty(await Shop.LeaseAsync(batch, worker: 3));
    }

    [Fact]
    public async Task The_chunks_that_have_been_due_longest_are_leased_first()
    {
        var batch = await Shop.AddAsync(3);
        var first = await Shop.LeaseAsync(batch, limit: 1);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Shop.Queue.ReleaseAsync(first, Token);

        var next = await Shop.LeaseAsync(batch, limit: 2);

        Assert.Equal([2, 3], next.Select(chunk => chunk.DocumentNo));
    }
}
