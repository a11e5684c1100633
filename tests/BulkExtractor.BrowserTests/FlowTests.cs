using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed partial class FlowTests(TestCluster cluster, Browser browser)
{
    [Fact]
    public async Task A_file_becomes_a_batch_that_is_watched_reviewed_corrected_and_exported()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/");
        await Expect(page.GetByText("Nothing here yet")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "batches-empty");

        await UploadAsync(page);
        await SubmitAsync(page);
        await WatchAsync(page);
        await CorrectAsync(page);
        await ExportAsync(page);
    }

    [Fact]
    public async Task Everything_can_be_read_and_done_without_JavaScript()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        var page = await browser.OpenAsync(served.Address, new() { JavaScriptEnabled = false });
        await page.GotoAsync("/");
        await UploadAsync(page);
        await SubmitAsync(page);
        await served.FinishAsync("1");

        await page.ReloadAsync();
        await Expect(page.Locator("#head .badge")).ToHaveTextAsync("finished");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await page.Locator("tbody th a").First.ClickAsync();
        await Expect(page.Locator(".text mark").First).ToBeVisibleAsync();
    }

    private static async Task UploadAsync(IPage page)
    {
        await page.GetByLabel("Job", new() { Exact = true }).SelectOptionAsync("adverts");
        await page.GetByLabel("Table", new() { Exact = true }).SetInputFilesAsync(ServedDashboard.Adverts);
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();

        await Expect(page.GetByText("semicolon").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing is stored or spent until you submit.")).ToBeVisibleAsync();
        await page.GetByLabel("Only the first rows").FillAsync("120");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Expect(page.Locator(".price .big")).ToHaveTextAsync(Number());
        await Screenshots.TakeAsync(page, "preview");
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit 120 documents" }).ClickAsync();
        await page.WaitForURLAsync("**/batches/1");
        await Screenshots.TakeAsync(page, "batch-begins");
    }

    // Nobody loads the page again: the server says that something changed.
    private static async Task WatchAsync(IPage page)
    {
        await Expect(page.Locator("#progress")).ToContainTextAsync("120 of 120", new() { Timeout = 60_000 });
        await Expect(page.Locator("#head .badge")).ToHaveTextAsync("finished");
        await Expect(page.Locator("#rows tbody tr")).ToHaveCountAsync(25);
        await Screenshots.TakeAsync(page, "batch");
    }

    private static async Task CorrectAsync(IPage page)
    {
        await page.Locator("#rows tbody th a").First.ClickAsync();
        await Expect(page.Locator(".text mark").First).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "document");
        var city = page.Locator("#field-city");
        var original = await city.Locator(".value").InnerTextAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await city.GetByRole(AriaRole.Textbox).FillAsync("Trier");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save, approve and next" }).ClickAsync();
        await page.WaitForURLAsync("**/documents/2");
        await page.GotoAsync("/batches/1/documents/1");

        await Expect(city.Locator(".value")).ToHaveTextAsync("Trier");
        await Expect(city.Locator("del")).ToHaveTextAsync(original);
        await Expect(page.Locator(".head .tag.good")).ToHaveTextAsync("approved");
        await Screenshots.TakeAsync(page, "document-corrected");
    }

    private static async Task ExportAsync(IPage page)
    {
        await page.Locator(".crumbs").GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();
        var csv = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        var lines = await File.ReadAllTextAsync(await csv.PathAsync());
        var gold = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Gold" }).ClickAsync());

        Assert.Equal("batch-1.csv", csv.SuggestedFilename);
        Assert.Contains(";Trier;", lines, StringComparison.Ordinal);
        Assert.Contains(
            "\"city\":\"Trier\"", await File.ReadAllTextAsync(await gold.PathAsync()), StringComparison.Ordinal);
    }

    [GeneratedRegex("^[0-9,]+$")]
    private static partial Regex Number();
}
