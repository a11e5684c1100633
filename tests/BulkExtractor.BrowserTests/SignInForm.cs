using Microsoft.Playwright;

namespace BulkExtractor.BrowserTests;

/// <summary>The form for a token, wherever a page asks for it.</summary>
internal static class SignInForm
{
    /// <summary>Sends a token.</summary>
    public static async Task SignInAsync(this IPage page, string token)
    {
        await page.GetByLabel("Token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
