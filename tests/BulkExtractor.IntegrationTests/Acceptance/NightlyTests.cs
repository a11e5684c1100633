using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class NightlyTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Schedules = 60;

    // An engine looks for missed runs once a minute at the least.
    private static readonly TimeSpan NoticesMissedRuns = TimeSpan.FromSeconds(150);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("worker", "taking", 0)]
    [InlineData("serve", "extracting", 200)]
    public async Task A_run_whose_process_is_killed_happens_once_and_is_finished_by_the_other(
        string verb, string when, int extracted)
    {
        await using var site = await OpenAsync(documents: 1_500, "--latency", "0.3");
        var workshop = site.Workshop;
        workshop.Set("Pipeline__LeaseDuration", "00:00:05");
        Schedule(site, "orders");
        await using var victim = await StartAsync(workshop, verb);
        await MakeDueAsync(workshop, "interval '-1 hour'");
        await Until.TrueAsync($"the run is {when}", async () =>
            await workshop.CountAsync("inbox_files", "true") > 0
            && await workshop.CountAsync("batches", $"extracted_count >= {extracted}") > (extracted == 0 ? -1 : 0),
            NoticesMissedRuns);
        await using var other = Start(workshop, verb);
        await victim.KillAsync();

        await Until.TrueAsync(
            "the export is there", () => Task.FromResult(Exports(workshop).Length > 0), TimeSpan.FromSeconds(120));
        await Until.TrueAsync("the run has ended", async () =>
            await workshop.CountAsync("nightly_runs", "state = 'finished'") == 1);

        Assert.Equal(1, await workshop.CountAsync("nightly_runs", "true"));
        Assert.Equal(1, await workshop.CountAsync("batches", "true"));
        await site.Orders.AssertSameAsync(Assert.Single(Exports(workshop)));
        Assert.Equal(["orders.csv"], Names(workshop, "inbox/orders/done"));
    }

    [Fact]
    public async Task Many_schedules_due_at_the_same_minute_run_once_each()
    {
        await using var site = await OpenAsync(documents: 2);
        var workshop = site.Workshop;
        var names = Enumerable.Range(1, Schedules).Select(number => $"orders{number}").ToList();
        foreach (var name in names) Schedule(site, name);
        await using var one = await StartAsync(workshop, "worker", Schedules);
        await using var other = await StartAsync(workshop, "worker", Schedules);

        var began = TimeProvider.System.GetTimestamp();
        await MakeDueAsync(workshop, "interval '3 seconds'");
        await Until.TrueAsync(
            "every run has ended",
            async () => await workshop.CountAsync("nightly_runs", "state = 'finished'") >= Schedules,
            TimeSpan.FromMinutes(5));

        output.WriteLine($"{Schedules} runs took {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        Assert.Equal(names.Order(StringComparer.Ordinal), await workshop.Database.ReadAsync<string[]>(
            "select array_agg(job order by job collate \"C\") from bulk.nightly_runs"));
        Assert.Equal(Schedules, await workshop.CountAsync("batches", "state = 'finished' and extracted_count = 2"));
        Assert.Equal(Schedules, Exports(workshop).Length);
    }

    private async Task<SimulatedSite> OpenAsync(int documents, params string[] faults)
    {
        var site = await SimulatedSite.OpenAsync(
            cluster, documents, PoolText.FourModels(account: 100, model: 60), faults);
        site.Workshop.StartsInFolder = true;
        return site;
    }

    // A job like that of the orders, with a schedule and one file in its inbox.
    private static void Schedule(SimulatedSite site, string name)
    {
        var (folder, orders) = (site.Workshop.Folder, site.Orders);
        var yaml = File.ReadAllText(Path.Combine(orders.Job, "job.yaml")).Replace("name: orders", $"name: {name}");
        folder.Write($"jobs/{name}/job.yaml", $$"""
            {{yaml}}
            schedule:
              cron: "0 2 1 1 *"
              export: { format: jsonl, to: "outbox/{{name}}-{file}" }
            """);
        folder.Write($"jobs/{name}/schema.json", File.ReadAllText(Path.Combine(orders.Job, "schema.json")));
        var file = folder.Write($"inbox/{name}/orders.csv", File.ReadAllText(orders.Csv));
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }

    private static async Task<BulkProcess> StartAsync(ProgramFolder workshop, string verb, int schedules = 1)
    {
        var process = Start(workshop, verb);
        await Until.TrueAsync(
            "the schedules are registered",
            () => EngineTables.RecursAsync(workshop.Database, "nightly-%", schedules));
        return process;
    }

    private static BulkProcess Start(ProgramFolder workshop, string verb) =>
        workshop.Start(verb == "serve" ? [verb, "--urls", "http://127.0.0.1:0"] : [verb]);

    private static Task MakeDueAsync(ProgramFolder workshop, string from) =>
        EngineTables.MakeDueAsync(workshop.Database, "nightly-%", from);

    private static string[] Exports(ProgramFolder workshop) =>
        [.. Names(workshop, "outbox")
            .Where(name => !name.EndsWith(".part", StringComparison.Ordinal))
            .Select(name => Path.Combine(workshop.Folder.Path, "outbox", name))];

    private static string[] Names(ProgramFolder workshop, string folder)
    {
        var path = Path.Combine(workshop.Folder.Path, folder);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path).Select(file => Path.GetFileName(file)!)] : [];
    }
}
