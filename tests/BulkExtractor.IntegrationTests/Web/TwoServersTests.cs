using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class TwoServersTests(TestCluster cluster)
{
    [Fact]
    public async Task A_batch_of_a_server_that_drains_is_finished_by_the_other()
    {
        await using var first = await ServedDashboard.StartAsync(cluster);
        await using var second = await first.StartAnotherAsync();
        var batch = await first.SubmitAsync(ServedDashboard.Adverts, "adverts", 200);
        await Until.TrueAsync("something is extracted", async () =>
            (int)(await second.ReadAsync($"/api/batches/{batch}"))["extracted"]! > 0);

        (await first.TerminateAsync()).With(130);

        await second.FinishAsync(batch);
        var status = await second.ReadAsync($"/api/batches/{batch}");
        Assert.Equal((200, 0), ((int)status["extracted"]!, (int)status["failed"]!));
    }
}
