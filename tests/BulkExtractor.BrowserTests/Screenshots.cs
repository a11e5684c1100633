using BulkExtractor.IntegrationTests;
using Microsoft.Playwright;

namespace BulkExtractor.BrowserTests;

/// <summary>Pictures of the pages as they were, kept as artefacts of the run.</summary>
internal static class Screenshots
{
    public static async Task TakeAsync(IPage page, string name)
    {
        // A header that stays in sight would be drawn where the page was left.
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(RepositoryRoot.Folder, ".artifacts", "screenshots", $"{name}.png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }
}
