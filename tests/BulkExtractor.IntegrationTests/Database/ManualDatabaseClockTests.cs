namespace BulkExtractor.IntegrationTests.Database;

public sealed class ManualDatabaseClockTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_database_reads_the_time_that_was_set()
    {
        var clock = await ManualDatabaseClock.InstallAsync(database.DataSource);
        var start = await clock.NowAsync();

        await clock.AdvanceAsync(TimeSpan.FromMinutes(3));

        var read = await database.ReadAsync<DateTime>("select bulk.clock()");
        Assert.Equal(start + TimeSpan.FromMinutes(3), new DateTimeOffset(read));
    }
}
