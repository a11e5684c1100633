using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class AddBatchTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_batch_is_queued_with_all_its_documents()
    {
        var batch = await Shop.Store.AddAsync(TestApp.New(), TestApp.Documents("a", "b"), Token);

        Assert.Equal(("queued", 2), (batch.State, batch.Documents));
        Assert.Equal([null, null], await Shop.ResultsAsync(batch.BatchId));
    }

    [Fact]
    public async Task A_duplicate_key_is_named_and_nothing_is_stored()
    {
        var documents = new[] { "k1", "k2", "k1" }
            .Select((key, place) => new Document(place + 1, key, $"text {place}", []))
            .ToAsyncEnumerable();

        var error = await Assert.ThrowsAsync<InputException>(
            () => Shop.Store.AddAsync(TestApp.New(), documents, Token));

        Assert.StartsWith("input.csv: rows 1 and 3 have the same key 'k1'", error.Message, StringComparison.Ordinal);
        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_stores_nothing()
    {
        var documents = TestApp.Documents("a", "b").Concat(Breaking());

        await Assert.ThrowsAsync<InputException>(() => Shop.Store.AddAsync(TestApp.New(), documents, Token));

        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task One_whose_connection_is_cut_is_stored_from_its_start()
    {
        var reads = 0;

        var batch = await Shop.Store.AddAsync(TestApp.New(), Cut(() => ++reads == 1), Token);

        Assert.Equal((2, 2), (batch.Documents, reads));
        Assert.Equal(1, await Shop.ReadAsync<long>("select count(*) from bulk.batches"));
    }

    [Fact]
    public async Task A_definition_is_stored_once()
    {
        await Shop.AddAsync("a");
        await Shop.AddAsync("b");

        Assert.Equal(1, await Shop.ReadAsync<long>("select count(*) from bulk.definitions"));
    }

    private async IAsyncEnumerable<Document> Cut(Func<bool> now)
    {
        yield return new Document(1, "1", "a", []);
        if (now()) await Shop.ExecuteAsync(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
            """);
        yield return new Document(2, "2", new string('b', 100_000), []);
    }

    private static async IAsyncEnumerable<Document> Breaking()
    {
        await Task.CompletedTask;
        yield return new Document(3, "3", "c", []);
        throw new InputException("row 4 is broken");
    }

    private async Task AssertNothingIsStoredAsync()
    {
        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.batches"));
        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.documents"));
    }
}
