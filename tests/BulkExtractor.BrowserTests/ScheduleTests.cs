using BulkExtractor.IntegrationTests;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class ScheduleTests(TestCluster cluster, Browser browser)
{
    [Fact]
    public async Task A_nightly_run_is_started_now_and_its_batch_appears()
    {
        await using var served = await ServedDashboard.StartInFolderAsync(cluster, Furnish);
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/jobs");
        await Expect(page.Locator("#nightly").GetByText("never")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Run adverts now" }).ClickAsync();
        await Until.TrueAsync("its batch is finished", () => served.Database.ReadAsync<bool>(
            "select exists (select from bulk.batches where job = 'adverts' and state = 'finished')"));

        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "adverts #1" })).ToBeVisibleAsync();
        await page.GotoAsync("/jobs");
        await Expect(page.Locator("#nightly").GetByText("never")).ToHaveCountAsync(0);
        await Screenshots.TakeAsync(page, "schedule");
    }

    // The adverts that are shipped, to be read every first of January, and a file that waits for it.
    private static void Furnish(TemporaryFolder folder)
    {
        var shipped = Path.GetDirectoryName(ServedDashboard.Adverts)!;
        foreach (var file in Directory.GetFiles(shipped))
            folder.Write($"jobs/adverts/{Path.GetFileName(file)}", File.ReadAllText(file));
        folder.Write("jobs/adverts/job.yaml", $$"""
            {{File.ReadAllText(Path.Combine(shipped, "job.yaml"))}}
            schedule: { cron: "0 2 1 1 *" }
            """);
        var input = folder.Write(
            "inbox/adverts/today.csv", "ad_id;source;received;advert;remark\nA-1;web;2026-01-05;Lamp, 20 EUR;new\n");
        File.SetLastWriteTimeUtc(input, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }
}
