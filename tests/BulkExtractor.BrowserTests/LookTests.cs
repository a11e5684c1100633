using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

/// <summary>Every page is loaded once, then looked at in each way.</summary>
public sealed class LookTests(ShownBatch shown) : IClassFixture<ShownBatch>
{
    private const double EnoughContrast = 4.5;

    public static TheoryData<string, string> Pages => [.. ShownBatch.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_read_in_light_and_in_dark(string name, string path)
    {
        var page = (await shown.OpenAsync(path)).Page;
        await page.SetViewportSizeAsync(1280, 900);
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Screenshots.TakeAsync(page, $"{name}-{scheme}".ToLowerInvariant());

            Assert.Empty(await Contrast.FindTooLowAsync(page, EnoughContrast));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_into_400_pixels(string name, string path)
    {
        var page = (await shown.OpenAsync(path)).Page;
        await page.SetViewportSizeAsync(400, 860);
        await Screenshots.TakeAsync(page, $"{name}-narrow");

        // A fraction of a pixel is rounded up.
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 401);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_column_of_a_table_is_cut_off_at_400_pixels(string name, string path)
    {
        var page = (await shown.OpenAsync(path)).Page;
        await page.SetViewportSizeAsync(400, 860);

        var cut = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.records')].map(table => table.parentElement)"
            + ".filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.outerHTML.slice(0, 120))");

        Assert.True(cut.Length == 0, $"{name}: {string.Join("\n", cut)}");
    }

    [Fact]
    public async Task A_batch_says_what_it_took_and_what_earlier_results_saved()
    {
        var page = (await shown.OpenAsync("/batches/2")).Page;

        await Expect(page.Locator("#saved")).ToContainTextAsync("from earlier results or equal documents");
        await Expect(page.Locator(".stats")).ToContainTextAsync("Tokens");
        await Expect(page.Locator(".stats")).Not.ToContainTextAsync("Documents a request -");
        await page.Locator(".by-model summary").ClickAsync();
        await Expect(page.Locator(".by-model tbody tr")).Not.ToHaveCountAsync(0);
        await page.Locator(".by-model summary").ClickAsync();
    }

    [Fact]
    public async Task The_days_of_the_quota_page_are_those_that_its_address_names()
    {
        var page = (await shown.OpenAsync("/quota?days=90")).Page;

        await Expect(page.Locator("#span h2")).ToHaveTextAsync("The last 90 days");
        await Expect(page.Locator("#span .tabs [aria-current]")).ToHaveTextAsync("90 days");
        Assert.Equal(
            ["Account", "Model", "Job"],
            await page.Locator("#span table.usage th:first-child[scope=col]").AllTextContentsAsync());
        await Expect(page.Locator("#span .column")).ToHaveCountAsync(2);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_breaks_no_rule_of_its_own_and_runs_nothing_of_a_document(string name, string path)
    {
        var (page, complaints) = await shown.OpenAsync(path);

        Assert.True(complaints.IsEmpty, $"{name}: {string.Join("\n", complaints)}");
        Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main script, main img, main b:text-is('Lamp'), main u").CountAsync());
        Assert.Equal(1, await page.Locator("main").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    [Fact]
    public async Task A_filter_that_is_wrong_is_told_and_not_that_it_holds_for_nothing()
    {
        var page = (await shown.OpenAsync("/batches/1?where=prise+%3E+10")).Page;

        var problem = await page.Locator("#where-problem").InnerTextAsync();
        Assert.Contains("no field prise", problem, StringComparison.Ordinal);
        Assert.Equal("", (await page.Locator("#rows").InnerTextAsync()).Trim());
    }

    [Fact]
    public async Task Why_documents_failed_stands_apart_from_the_figures_above()
    {
        var page = (await shown.OpenAsync("/batches/2?filter=failed")).Page;
        await page.SetViewportSizeAsync(1280, 900);

        var figures = await page.Locator("#progress .stats").BoundingBoxAsync();
        var reasons = await page.Locator("#progress .notice.bad").BoundingBoxAsync();

        Assert.InRange(reasons!.Y - figures!.Y - figures.Height, 12, 24);
    }
}
