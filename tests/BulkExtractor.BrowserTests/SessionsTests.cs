using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class SessionsTests(TestCluster cluster, Browser browser)
{
    private const double EnoughContrast = 4.5;

    [Fact]
    public async Task The_owner_sees_who_is_signed_in_in_light_and_dark_and_on_a_telephone()
    {
        await using var served = await ServedDashboard.StartAsync(
            cluster, GuardedServer.Owner, GuardedServer.Reader);
        using var reader = await served.SignInAsync(GuardedServer.Reader);
        foreach (var (name, options) in Looks())
        {
            var page = await browser.OpenAsync(served.Address, options);
            await page.GotoAsync("/sessions");
            await page.SignInAsync(GuardedServer.Owner);

            await Expect(page.GetByText("now, this one")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Screenshots.TakeAsync(page, $"sessions-{name}");
            Assert.Empty(await Contrast.FindTooLowAsync(page, EnoughContrast));
            Assert.InRange(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1,
                options.ViewportSize!.Width + 1);
        }
    }

    [Fact]
    public async Task One_is_ended_by_its_button_and_all_by_the_one_below()
    {
        await using var served = await ServedDashboard.StartAsync(
            cluster, GuardedServer.Owner, GuardedServer.Reader);
        using var reader = await served.SignInAsync(GuardedServer.Reader);
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(GuardedServer.Owner);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "End session 1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "End session 1" })).ToHaveCountAsync(0);
        Assert.False(await reader.IsLetInAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    private static IEnumerable<(string Name, BrowserNewContextOptions Options)> Looks()
    {
        var wide = new ViewportSize { Width = 1280, Height = 900 };
        yield return ("light", new() { ColorScheme = ColorScheme.Light, ViewportSize = wide });
        yield return ("dark", new() { ColorScheme = ColorScheme.Dark, ViewportSize = wide });
        yield return ("narrow", new() { ViewportSize = new ViewportSize { Width = 400, Height = 860 } });
    }
}
