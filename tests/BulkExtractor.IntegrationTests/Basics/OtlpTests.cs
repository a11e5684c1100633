using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Basics;

public sealed class OtlpTests(TestCluster cluster)
{
    [Fact]
    public async Task A_collector_that_is_named_gets_traces_metrics_and_logs_of_a_batch()
    {
        await using var collector = await CollectorServer.StartAsync();
        await using var site = await SimulatedSite.OpenAsync(cluster, 20, PoolText.FourModels(account: 50, model: 30));
        site.Workshop.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address);
        site.Workshop.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");

        (await site.Workshop.RunAsync("submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait")).With(0);

        Assert.All(
            new[] { "pack", "chat ", "gen_ai.operation.name", "bulk.batch", "bulk.chunks", "db.system" },
            part => Assert.Contains(part, collector.Received("traces"), StringComparison.Ordinal));
        Assert.All(
            new[] { "bulk.requests", "bulk.request.duration", "gen_ai.client.token.usage", "db.client." },
            part => Assert.Contains(part, collector.Received("metrics"), StringComparison.Ordinal));
        Assert.All(
            new[] { "Batch", "Chunks", "Outcome" },
            part => Assert.Contains(part, collector.Received("logs"), StringComparison.Ordinal));
        Assert.DoesNotContain(
            "Order A-0000001",
            collector.Received("traces") + collector.Received("logs"),
            StringComparison.Ordinal);
    }
}
