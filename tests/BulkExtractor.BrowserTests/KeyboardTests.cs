using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class KeyboardTests(TestCluster cluster, Browser browser)
{
    private const int MostKeys = 120;

    [Fact]
    public async Task A_value_is_corrected_with_the_keyboard_alone()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 10));
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "a[href='/batches/1']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/batches/1");
        await TabToAsync(page, "a[href='/batches/1/documents/1']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/documents/1");
        await page.Keyboard.PressAsync("j");
        await page.WaitForURLAsync("**/documents/2");
        await page.Keyboard.PressAsync("e");
        await page.WaitForURLAsync("**/documents/2?edit=true");
        await TabToAsync(page, "#value-city");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Mainz");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#field-city .value")).ToHaveTextAsync("Mainz");
    }

    [Fact]
    public async Task A_job_is_made_and_edited_with_the_keyboard_alone()
    {
        await using var served = await ServedDashboard.StartInFolderAsync(
            cluster, folder => Directory.CreateDirectory(Path.Combine(folder.Path, "jobs")));
        var page = await browser.OpenAsync(served.Address);
        await page.GotoAsync("/jobs");

        await TabToAsync(page, "#new-name");
        await page.Keyboard.TypeAsync("flats");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/jobs/new?name=flats");
        await TabToAsync(page, "#job");
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("pack: many\n");
        await Expect(page.Locator("#problems")).ToContainTextAsync("pack: 'many' does not fit");
        await TabToAsync(page, "#problems a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#job")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("pack: 3");
        await Expect(page.Locator("#problems")).ToContainTextAsync("It is right as it is");
        await TabToAsync(page, "button[value=save]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/jobs#job-flats");
        await TabToAsync(page, "a[href='/jobs/flats/edit']");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#job")).ToHaveValueAsync(new Regex("^pack: 3\nname: flats\n"));
    }

    // Every stop on the way must show that it is one.
    private static async Task TabToAsync(IPage page, string wanted)
    {
        for (var key = 0; key < MostKeys; key++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (there, outlined) = await LookAsync(page, wanted);
            Assert.True(outlined, $"A stop before {wanted} has no visible focus.");
            if (there) return;
        }

        Assert.Fail($"The keyboard does not come to {wanted}.");
    }

    private static async Task<(bool There, bool Outlined)> LookAsync(IPage page, string wanted)
    {
        var seen = await page.EvaluateAsync<bool[]>(
            """
            wanted => {
              const focused = document.activeElement;
              const style = getComputedStyle(focused);
              return [focused.matches(wanted), focused === document.body || style.outlineStyle !== 'none'];
            }
            """,
            wanted);
        return (seen[0], seen[1]);
    }
}
