using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class JobTests(TestCluster cluster, Browser browser)
{
    private const double EnoughContrast = 4.5;

    [Fact]
    public async Task A_job_is_made_from_a_sample_edited_and_run_and_just_what_is_looked_at_goes_out()
    {
        await using var served = await StartAsync();
        var page = await browser.OpenAsync(served.Address);
        var csv = served.Folder.Write("flats.csv", Flats(24));

        await BeginAsync(page, csv);
        await AskAsync(page);
        await MakeAsync(page);
        await EditAsync(page);
        await RunAsync(page, csv);
        await ExportAsync(page);
    }

    [Fact]
    public async Task A_job_is_checked_and_made_without_JavaScript()
    {
        await using var served = await StartAsync();
        var page = await browser.OpenAsync(served.Address, new() { JavaScriptEnabled = false });
        await page.GotoAsync("/jobs/new?name=flats");

        await page.Locator("#job").FillAsync("input: { text: body }\nschedule: { cron: \"0 2 * * *\" }\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.Locator("#problems")).ToContainTextAsync("schedule: cannot be set from here");
        await page.Locator("#job").FillAsync("input: { text: body }\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the job" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "flats" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_saves_second_sees_what_changed_and_keeps_what_they_typed()
    {
        await using var served = await StartAsync();
        served.Folder.Write("jobs/flats/schema.json", """{"type":"object","properties":{"rent":{"type":"number"}}}""");
        served.Folder.Write("jobs/flats/job.yaml", "input: { text: body }\n");
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/jobs/flats/edit");
        served.Folder.Write("jobs/flats/job.yaml", "input: { text: body }\npasses: 2\n");

        await page.Locator("#job").FillAsync("input: { text: title }\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator("#changed mark")).ToHaveTextAsync(["input: { text: body }", "passes: 2"]);
        await Expect(page.Locator("#job")).ToHaveValueAsync("input: { text: title }\n");
        await LookAsync(page, "job-changed");
    }

    private Task<ServedDashboard> StartAsync() => ServedDashboard.StartInFolderAsync(
        cluster, folder => Directory.CreateDirectory(Path.Combine(folder.Path, "jobs")));

    private static async Task BeginAsync(IPage page, string csv)
    {
        await page.GotoAsync("/jobs");
        await page.GetByLabel("Name").FillAsync("flats");
        await page.GetByLabel("A table like those to come").SetInputFilesAsync(csv);
        await LookAsync(page, "job-begin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Expect(page.GetByText("1 request of the")).ToBeVisibleAsync();
        await LookAsync(page, "job-sample");
    }

    // Nobody loads the page again: the server says that there are answers.
    private static async Task AskAsync(IPage page)
    {
        await page.GetByLabel("What to extract").FillAsync("price, rooms, city: where it is");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask with 1 request" }).ClickAsync();
        await Expect(page.Locator("#trial tbody tr")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await Expect(page.Locator("#trial tbody tr").Nth(1)).ToContainTextAsync("100 %");
        await LookAsync(page, "job-proposal");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write the job with these fields" }).ClickAsync();
    }

    private static async Task MakeAsync(IPage page)
    {
        var yaml = await page.Locator("#job").InputValueAsync();
        await Expect(page.Locator("#examples")).ToHaveValueAsync(new Regex("^\\{\"document\":\"Flat in "));

        await page.Locator("#job").FillAsync($"{yaml}pack: many\n");
        await Expect(page.Locator("#problems")).ToContainTextAsync("pack: 'many' does not fit");
        await LookAsync(page, "job-problem");
        await page.Locator("#schema").FillAsync("{\n  \"type\": \"object\",\n  oops\n}");
        await page.Locator("#job").FillAsync(yaml);
        await page.Locator("#problems a").Filter(new() { HasText = "schema.json, line 3" }).ClickAsync();
        Assert.Equal("  oops", await page.EvaluateAsync<string>("getSelection().toString()"));
        await page.GotoAsync(page.Url);
        await Expect(page.Locator("#problems")).ToContainTextAsync("It is right as it is");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the job" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs#job-flats");
        await LookAsync(page, "job-made");
    }

    private static async Task EditAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit flats" }).ClickAsync();
        var yaml = await page.Locator("#job").InputValueAsync();
        await page.Locator("#job").FillAsync(yaml.Replace(
            "What this job extracts, in one line", "What flats cost", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs#job-flats");
        await Expect(page.Locator("#job-flats")).ToContainTextAsync("What flats cost");
    }

    private static async Task RunAsync(IPage page, string csv)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Job", new() { Exact = true }).SelectOptionAsync("flats");
        await page.GetByLabel("Table", new() { Exact = true }).SetInputFilesAsync(csv);
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit 24 documents" }).ClickAsync();
        await Expect(page.Locator("#progress")).ToContainTextAsync("24 of 24", new() { Timeout = 60_000 });
    }

    private static async Task ExportAsync(IPage page)
    {
        await page.GetByLabel("Filter").FillAsync("city = 'Bern' and rooms > 3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.Locator("#rows tbody tr")).ToHaveCountAsync(4);
        var csv = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await csv.PathAsync());

        Assert.Equal(5, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains("Flat in Bern", line, StringComparison.Ordinal));
    }

    // Wide, dark and as narrow as a telephone; it goes on as it began.
    private static async Task LookAsync(IPage page, string name)
    {
        await Screenshots.TakeAsync(page, $"{name}-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Screenshots.TakeAsync(page, $"{name}-dark");
        Assert.Empty(await Contrast.FindTooLowAsync(page, EnoughContrast));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(400, 860);
        await Screenshots.TakeAsync(page, $"{name}-narrow");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 401);
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static string Flats(int rows)
    {
        string[] cities = ["Berlin", "Bern", "Graz"];
        return "id,text\n" + string.Concat(Enumerable.Range(1, rows).Select(row =>
            $"{row},\"Flat in {cities[row % 3]}, {2 + (row % 4)} rooms, price: {700 + row} EUR\"\n"));
    }
}
