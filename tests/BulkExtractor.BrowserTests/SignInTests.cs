using System.Net;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class SignInTests(TestCluster cluster, Browser browser)
{
    private const string Owner = "owner-0123456789abcdef0123456789abcdef";
    private const string Reader = "reader-0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task Who_has_the_token_comes_to_where_they_wanted_and_may_change_things()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/models");
        await Screenshots.TakeAsync(page, "sign-in");

        await page.SignInAsync("not the token, but as long as one of them");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That is not a token of this server.");
        await page.SignInAsync(Owner);

        await page.WaitForURLAsync("**/models");
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Preview" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/");
        await page.WaitForURLAsync("**/sign-in?to=%2F");
    }

    [Fact]
    public async Task A_reader_sees_everything_and_no_button_that_changes_it()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 10));
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(Reader);
        await page.WaitForURLAsync(served.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Preview" })).ToHaveCountAsync(0);
        await page.GotoAsync("/batches/1/documents/1");
        await Expect(page.Locator(".value").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Correct", new() { Exact = true })).ToHaveCountAsync(0);
        var refused = await page.APIRequest.DeleteAsync("/api/batches/1");
        Assert.Equal((int)HttpStatusCode.Forbidden, refused.Status);
    }
}
