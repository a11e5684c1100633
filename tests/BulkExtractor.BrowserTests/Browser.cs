using BulkExtractor.BrowserTests;
using BulkExtractor.IntegrationTests.Database;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TestCluster))]
[assembly: AssemblyFixture(typeof(Browser))]

namespace BulkExtractor.BrowserTests;

/// <summary>One Chromium for the whole run; every test has windows of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    // In ms: a page of a busy machine is slow, and no test hangs on that.
    private const float MostWait = 60_000;

    private static readonly string[] Programs =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(MostWait);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.FirstOrDefault(File.Exists)
                ?? throw new FileNotFoundException("There is no Chromium: install the package chromium."),
            Args = Flags,
        });
    }

    /// <summary>A window that knows nothing of any other.</summary>
    public async Task<IPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address.ToString();
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 900 };
        options.AcceptDownloads = true;
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(MostWait);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
