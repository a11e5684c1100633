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
