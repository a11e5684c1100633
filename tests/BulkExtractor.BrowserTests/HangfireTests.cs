using System.Net;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class HangfireTests(TestCluster cluster, Browser browser)
{
    private const string Owner = "owner-0123456789abcdef0123456789abcdef";
    private const string Reader = "reader-0123456789abcdef0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_pages_show_the_split_of_a_batch_and_how_far_the_batch_is()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 10));
        var page = await browser.OpenAsync(served.Address);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };

        await SignInAsync(page, "/jobs", Owner);
        await page.GetByRole(AriaRole.Link, new() { Name = "see them there" }).ClickAsync();
        await page.WaitForURLAsync("**/hangfire");
        await Expect(page.GetByText("Open chunks")).ToBeVisibleAsync();
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await Screenshots.TakeAsync(page, "hangfire");
        await page.GotoAsync("/hangfire/jobs/succeeded");
        await page.GetByRole(AriaRole.Link, new() { Name = "split batch 1 (adverts, 10 documents)" }).ClickAsync();
        await Expect(page.GetByText("10 of 10 documents extracted")).ToBeVisibleAsync();
        await Expect(page.GetByText("10 chunks, 0 equal")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "hangfire-split");
        await page.GetByRole(AriaRole.Link, new() { Name = "Batch 1 of adverts" }).ClickAsync();
        await page.WaitForURLAsync("**/batches/1");

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Its_pages_are_for_those_who_signed_in_and_readers_only_look()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        foreach (var path in new[] { "hangfire", "hangfire/recurring", "hangfire/stats" })
        {
            using var answer = await stranger.GetAsync(new Uri(served.Address, path), Token);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Contains("/sign-in?to=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        await Until.TrueAsync("upkeep is registered", () => EngineTables.RecursAsync(served.Database, "upkeep"));
        var page = await browser.OpenAsync(served.Address);
        await SignInAsync(page, "/hangfire/recurring", Reader);
        await Expect(page.GetByText("upkeep").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Trigger now" })).ToHaveCountAsync(0);
        Assert.Equal(401, await TriggerAsync(page)); // whereas a missing secret is a 403

        page = await browser.OpenAsync(served.Address);
        await SignInAsync(page, "/hangfire/recurring", Owner);
        var forged = await page.APIRequest.PostAsync(
            "/hangfire/recurring/trigger", new() { Form = page.APIRequest.CreateFormData().Set("jobs[]", "upkeep") });
        Assert.Equal((int)HttpStatusCode.Forbidden, forged.Status);
        Assert.Equal(204, await TriggerAsync(page));
    }

    // As the page's own button does it, with the secret of the page.
    private static Task<int> TriggerAsync(IPage page) => page.EvaluateAsync<int>("""
        async () => {
          const told = name => document.querySelector(`meta[name="${name}"]`).content;
          const headers = {
            'Content-Type': 'application/x-www-form-urlencoded',
            [told('csrf-header')]: told('csrf-token'),
          };
          const answer = await fetch('/hangfire/recurring/trigger', { method: 'POST', headers, body: 'jobs[]=upkeep' });
          return answer.status;
        }
        """);

    private static async Task SignInAsync(IPage page, string path, string token)
    {
        await page.GotoAsync(path);
        await page.SignInAsync(token);
        await page.WaitForURLAsync($"**{path}");
    }
}
