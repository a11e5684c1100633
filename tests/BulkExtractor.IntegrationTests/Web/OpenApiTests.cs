using System.Text.Json.Nodes;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Schedules;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class OpenApiTests(TestCluster cluster)
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_describes_every_address_of_the_API()
    {
        await using var workshop = await TestApp.OpenInRealTimeAsync(cluster);
        await using var server = await DashboardServer.StartAsync(
            new DashboardOptions("http://127.0.0.1:0"), Sources(workshop), NullLoggerFactory.Instance, Token);
        using var http = new HttpClient();

        var document = JsonNode.Parse(await http.GetStringAsync($"{server.Urls.Single()}/openapi/v1.json", Token))!;

        var described = Operations(document).Select(operation => $"{operation.Method} {operation.Path}").Order();
        Assert.Equal(server.Addresses.Order(), described);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_a_good_answer()
    {
        await using var workshop = await TestApp.OpenInRealTimeAsync(cluster);
        await using var server = await DashboardServer.StartAsync(
            new DashboardOptions("http://127.0.0.1:0"), Sources(workshop), NullLoggerFactory.Instance, Token);
        using var http = new HttpClient();

        var document = JsonNode.Parse(await http.GetStringAsync($"{server.Urls.Single()}/openapi/v1.json", Token))!;

        var operations = Operations(document).ToList();
        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal(operations.Count, operations.Select(o => (string)o.Operation["operationId"]!).Distinct().Count());
        Assert.All(operations, o => Assert.NotEmpty((string)o.Operation["summary"]!));
        Assert.All(operations, o => Assert.Contains(
            o.Operation["responses"]!.AsObject(), answer => answer.Key.StartsWith('2')));
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!);

    // Nothing of it is asked here: the document follows from the addresses alone.
    private static DashboardSources Sources(TestApp workshop) => new()
    {
        Batches = workshop.Store,
        Results = workshop.Store,
        Review = new PostgresReviews(workshop.Database).Sources,
        History = new PostgresHistory(workshop.Database).Sources,
        Background = new AskedJobs(),
        JobHistory = new NoJobs(),
        JobsFolder = "jobs",
        Schedules = new ScheduleSources
        {
            List = _ => Task.FromResult<IReadOnlyList<ScheduleInSight>>([]),
            RunNow = (_, _) => Task.FromResult<long?>(null),
            Pause = (_, _) => Task.FromResult(false),
            Resume = (_, _) => Task.FromResult(false),
        },
        Models = new ModelSources
        {
            Pool = () => new Pool([], [], "", []),
            States = _ => Task.FromResult<IReadOnlyList<Routing.ModelState>>([]),
            Days = (_, _) => Task.FromResult<IReadOnlyList<BulkExtractor.Limits.DayLeft>>([]),
            Outlook = (_, _) => Task.FromResult<Forecasting.Forecast?>(null),
            Estimate = (_, _) => throw new NotSupportedException(),
            Workers = (_, _) => Task.FromResult(0),
        },
    };

    private sealed class NoJobs : IJobHistory
    {
        public Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BackgroundJobState>>([]);

        public Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<JobExecution>>([]);
    }
}
