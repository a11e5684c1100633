using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class ReviewTests(TestCluster cluster, Browser browser)
{
    [Fact]
    public async Task A_reviewer_goes_from_weak_to_weak_by_keys_and_keeps_what_was_refused()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 12));
        await served.Database.ExecuteAsync(
            "update bulk.results set confidence = case when document_no % 4 = 0 then 0.3 else 0.95 end");
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/batches/1");

        await page.GetByRole(AriaRole.Link, new() { Name = "Weak", Exact = true }).ClickAsync();
        await Expect(page.Locator("#rows tbody tr")).ToHaveCountAsync(3);
        await page.Locator("#rows tbody th a").First.ClickAsync();
        await Expect(page.Locator(".lead")).ToContainTextAsync("1 of 3 weak");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".lead")).ToContainTextAsync("2 of 3 weak");
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator(".keys dl")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".head .tag.good")).ToHaveTextAsync("approved");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".lead")).ToContainTextAsync("2 of 3 weak");

        await page.Keyboard.PressAsync("e");
        await page.Locator("#value-city").FillAsync("Trier");
        await page.Locator("#value-price").FillAsync("a lot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save, approve and next" }).ClickAsync();
        await Expect(page.Locator("#field-price .bad")).ToContainTextAsync("price: ");
        await Expect(page.Locator("#value-price")).ToHaveValueAsync("a lot");
        await Expect(page.Locator("#value-city")).ToHaveValueAsync("Trier");
        await page.Locator("#value-price").FillAsync("12,50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save, approve and next" }).ClickAsync();
        await Expect(page.Locator(".lead")).ToContainTextAsync("3 of 3 weak");
        await page.Keyboard.PressAsync("a");

        await page.WaitForURLAsync("**/batches/1?filter=weak#documents");
        Assert.Equal(3, await served.Database.ReadAsync<long>("select count(*) from bulk.approvals"));
        Assert.Equal("12.5", await served.Database.ReadAsync<string>(
            "select fields ->> 'price' from bulk.results where document_no = 8"));
    }
}
