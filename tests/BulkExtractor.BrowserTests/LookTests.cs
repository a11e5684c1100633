using Microsoft.Playwright;

namespace BulkExtractor.BrowserTests;

public sealed class LookTests(ShownBatch shown, Browser browser) : IClassFixture<ShownBatch>
{
    private const double EnoughContrast = 4.5;

    public static TheoryData<string, string> Pages => [.. ShownBatch.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_read_in_light_and_in_dark(string name, string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await OpenAsync(path, new() { ColorScheme = scheme });
            await Screenshots.TakeAsync(page, $"{name}-{scheme}".ToLowerInvariant());

            Assert.Empty(await Contrast.FindTooLowAsync(page, EnoughContrast));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_into_400_pixels(string name, string path)
    {
        var page = await OpenAsync(path, new() { ViewportSize = new ViewportSize { Width = 400, Height = 860 } });
        await Screenshots.TakeAsync(page, $"{name}-narrow");

        // A fraction of a pixel is rounded up.
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 401);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_breaks_no_rule_of_its_own_and_runs_nothing_of_a_document(string name, string path)
    {
        var complaints = new List<string>();
        var page = await OpenAsync(path, new(), complaints);

        Assert.True(complaints.Count == 0, $"{name}: {string.Join("\n", complaints)}");
        Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main script, main img, main b:text-is('Lamp'), main u").CountAsync());
        Assert.Equal(1, await page.Locator("main").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    private async Task<IPage> OpenAsync(string path, BrowserNewContextOptions options, List<string>? complaints = null)
    {
        var page = await browser.OpenAsync(shown.Served.Address, options);
        page.PageError += (_, error) => complaints?.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("404", StringComparison.Ordinal))
                complaints?.Add(message.Text);
        };
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        return page;
    }
}
