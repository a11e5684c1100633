using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Notices;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>The program itself tells a server outside.</summary>
public sealed class NotifyTests(TestCluster cluster)
{
    private const int Documents = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_target_gets_a_test_and_what_came_of_it_is_told()
    {
        await using var hooks = await HookSite.StartAsync();
        await using var mail = new SmtpSite(hooks.Certificate);
        await using var site = await OpenAsync(hooks);
        site.Workshop.Set("BULK_SMTP", $"smtps://localhost:{mail.Port}");
        site.Workshop.Set("BULK_MAIL_FROM", "bulk@example.org");
        hooks.Answer = (one, _) => Task.FromResult(one.Path == "/refuses" ? 500 : 200);
        Notify(site, $$"""
            - { to: "https://localhost:{{hooks.Port}}/hook", when: [finished], secret: "${HOOK_SECRET}" }
            - { to: "https://localhost:{{hooks.Port}}/refuses", when: [finished] }
            - { to: "mailto:ops@example.org", when: [missed_run] }
            """);

        var said = (await site.Workshop.RunAsync("notify", "test", site.Orders.Job, "--json")).With(2);

        var told = JsonNode.Parse(said.Output)!.AsArray();
        Assert.Equal(
            ["True it answered 200", "False it answered 500", "True localhost took it"],
            told.Select(one => $"{one!["sent"]!.GetValue<bool>()} {one["told"]}"));
        Assert.Contains(hooks.At("/hook"), one => (string)JsonNode.Parse(one.Body)!["event"]! == "test"
            && one.Headers["webhook-signature"].StartsWith("v1,", StringComparison.Ordinal));
        Assert.Contains("Subject: [bulk] orders: test", Assert.Single(mail.Mails));
    }

    [Fact]
    public async Task Nobody_to_tell_and_a_place_that_was_not_allowed_are_told()
    {
        await using var hooks = await HookSite.StartAsync();
        await using var site = await OpenAsync(hooks, allow: false);
        var nobody = (await site.Workshop.RunAsync("notify", "test", site.Orders.Job)).With(2);
        Notify(site, $$"""- { to: "https://localhost:{{hooks.Port}}/hook", when: [finished] }""");

        var closed = (await site.Workshop.RunAsync("notify", "test", site.Orders.Job)).With(2);

        Assert.Contains("nobody is told anything", nobody.Errors);
        Assert.Contains("not of the open internet", closed.Output);
        Assert.Empty(hooks.All);
    }

    [Fact]
    public async Task A_batch_that_is_waited_for_has_told_its_end_and_what_was_not_taken_is_sent_by_the_next_worker()
    {
        await using var hooks = await HookSite.StartAsync();
        await using var site = await OpenAsync(hooks);
        Notify(site, $$"""
            - { to: "https://localhost:{{hooks.Port}}/hook", when: [finished], secret: "${HOOK_SECRET}" }
            - { to: "https://localhost:{{hooks.Port}}/late", when: [finished] }
            """);
        var refuses = true;
        hooks.Answer = (one, _) => Task.FromResult(one.Path == "/late" && refuses ? 503 : 200);

        var done = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait", "--json")).With(0);

        var status = JsonNode.Parse(done.Output)!;
        var body = JsonNode.Parse(Assert.Single(hooks.At("/hook")).Body)!;
        string[] same = ["batch", "job", "state", "documents", "extracted", "failed", "cached", "requests", "wasted"];
        Assert.All(same, name => Assert.Equal($"{status[name]}", $"{body[name]}"));
        Assert.NotEmpty(hooks.At("/late"));

        refuses = false;
        await using var worker = site.Workshop.Start("worker");
        await Until.TrueAsync(
            "all is sent", async () => await site.Workshop.CountAsync("deliveries", "state = 'sent'") == 2);

        Assert.Single(hooks.All.Select(one => one.Headers["webhook-id"]).Distinct());
        Assert.Single(hooks.At("/late").Select(one => one.Body).Distinct());
    }

    [Fact]
    public async Task A_night_that_was_missed_is_run_at_the_next_start_and_told_once()
    {
        await using var hooks = await HookSite.StartAsync();
        await using var site = await OpenAsync(hooks);
        Schedule(site, hooks);
        await using (var first = site.Workshop.Start("worker"))
        {
            await Until.TrueAsync(
                "the schedule is registered", () => EngineTables.RecursAsync(site.Workshop.Database, "nightly-%"));
            await first.TerminateAsync();
            await first.EndAsync();
        }

        await EngineTables.MakeDueAsync(site.Workshop.Database, "nightly-%", "interval '-2 hours'");
        for (var start = 1; start <= 2; start++)
        {
            await using var again = site.Workshop.Start("worker");
            await Until.TrueAsync("all is told", () => Task.FromResult(hooks.All.Count >= 3));
            await again.TerminateAsync();
            await again.EndAsync();
        }

        Assert.Equal(
            ["finished", "missed_run", "run_done"],
            hooks.All.Select(one => (string)JsonNode.Parse(one.Body)!["event"]!).Order());
        Assert.Equal(1, await site.Workshop.CountAsync("nightly_runs", "true"));
    }

    private async Task<SimulatedSite> OpenAsync(HookSite hooks, bool allow = true)
    {
        var site = await SimulatedSite.OpenAsync(cluster, Documents, PoolText.FourModels(account: 100, model: 60));
        var workshop = site.Workshop;
        workshop.StartsInFolder = true;
        workshop.Folder.Write("jobs/README.md", "");
        if (allow) workshop.Folder.Write("appsettings.json", """{ "allow": "internal" }""");
        workshop.Set("HOOK_SECRET", "a secret of ours");
        workshop.Set("SSL_CERT_FILE", workshop.Folder.Write("hooks.pem", hooks.Pem));
        return site;
    }

    private static void Notify(SimulatedSite site, string targets) =>
        File.AppendAllText(Path.Combine(site.Orders.Job, "job.yaml"), $"\nnotify:\n{targets}\n");

    private static void Schedule(SimulatedSite site, HookSite hooks)
    {
        var (folder, job) = (site.Workshop.Folder, site.Orders.Job);
        folder.Write("jobs/orders/job.yaml", $$"""
            {{File.ReadAllText(Path.Combine(job, "job.yaml"))}}
            schedule: { cron: "0 2 1 1 *" }
            notify:
              - { to: "https://localhost:{{hooks.Port}}/hook", when: [missed_run, finished, run_done] }
            """);
        folder.Write("jobs/orders/schema.json", File.ReadAllText(Path.Combine(job, "schema.json")));
        var file = folder.Write("inbox/orders/orders.csv", File.ReadAllText(site.Orders.Csv));
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }
}
