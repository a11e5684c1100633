using System.Text.Json;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BulkExtractor.BrowserTests;

public sealed class HostilePageTests(TestCluster cluster, Browser browser)
{
    // Each way by which a page may reach another site, and whether it learned or loaded anything.
    private const string Page = """
        <!doctype html><title>elsewhere</title><body><script>
        const to = new URLSearchParams(location.search).get('to');
        const reads = async (path, options) => {
          try { return (await fetch(to + path, options)).type !== 'opaque'; } catch { return false; }
        };
        const within = reach => Promise.race([
          new Promise(reach), new Promise(told => setTimeout(() => told(false), 10000)),
        ]);
        const loads = (name, attribute, path) => within(told => {
          const element = Object.assign(document.createElement(name), { rel: 'stylesheet' });
          element.onload = () => told(true);
          element.onerror = () => told(false);
          element[attribute] = to + path;
          document.body.append(element);
        });
        const frames = path => within(told => {
          const frame = document.createElement('iframe');
          frame.onload = () => {
            try { told(frame.contentWindow.length >= 0 && frame.contentDocument !== null); } catch { told(false); }
          };
          frame.src = to + path;
          document.body.append(frame);
        });
        const streams = path => within(told => {
          const source = new EventSource(to + path, { withCredentials: true });
          source.onopen = source.onmessage = () => told(true);
          source.onerror = () => { source.close(); told(false); };
        });
        const posts = path => within(told => {
          const frame = Object.assign(document.createElement('iframe'), { name: `into ${path}` });
          const form = Object.assign(
            document.createElement('form'), { method: 'post', action: to + path, target: frame.name });
          document.body.append(frame, form);
          frame.onload = () => told(false); // what it did is seen at the dashboard
          form.submit();
        });
        async function attack() {
          const json = { 'Content-Type': 'application/json' };
          const all = { credentials: 'include' };
          return {
            'read list': await reads('api/batches', all),
            'read page': await reads('batches/1', all),
            'delete': await reads('api/batches/1', { ...all, method: 'DELETE' }),
            'put': await reads('api/batches/1/documents/1/fields/city',
              { ...all, method: 'PUT', headers: json, body: '{"value":"taken"}' }),
            'blind post': await reads('api/batches/1/cancel', { ...all, method: 'POST', mode: 'no-cors' }),
            'blind text': await reads('api/batches?job=adverts',
              { ...all, method: 'POST', mode: 'no-cors', body: 'ad_id,advert\n1,taken' }),
            'image': await loads('img', 'src', 'assets/icon.svg'),
            'script': await loads('script', 'src', 'assets/site.js'),
            'style': await loads('link', 'href', 'assets/site.css'),
            'frame': await frames('batches/1'),
            'stream': await streams('api/events'),
            'form': await posts('batches/1/delete'),
            'API form': await posts('api/batches/1/cancel'),
            'hangfire form': await posts('hangfire/recurring/trigger'),
          };
        }
        </script>
        """;

    private static readonly string Owner = GuardedServer.Owner;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_sites_page_changes_and_reads_nothing(bool guarded)
    {
        await using var served = await ServedDashboard.StartAsync(cluster, guarded ? Owner : null);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5));
        var before = await served.ReadAsync("/api/batches/1/documents/1");
        await using var elsewhere = new HostileSite(Page);
        var page = await browser.OpenAsync(served.Address);
        if (guarded) await SignInAsync(page);

        await page.GotoAsync($"{elsewhere.Address}?to={served.Address}");
        var told = await page.EvaluateAsync<string>("attack().then(gained => JSON.stringify(gained))");

        var gained = JsonSerializer.Deserialize<Dictionary<string, bool>>(told)!;
        Assert.Equal(14, gained.Count);
        Assert.Empty(gained.Where(way => way.Value).Select(way => way.Key));
        Assert.Equal(before.ToJsonString(), (await served.ReadAsync("/api/batches/1/documents/1")).ToJsonString());
        var batch = Assert.Single((await served.ReadAsync("/api/batches"))["batches"]!.AsArray())!;
        Assert.Equal("finished", (string)batch["state"]!);
    }

    [Fact]
    public async Task A_name_of_another_site_that_leads_here_shows_nothing()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        var page = await browser.OpenAsync(served.Address);

        // Browsers look for any name below localhost on this machine, as for one that was made to lead here.
        var answer = await page.GotoAsync($"http://rebound.localhost:{served.Address.Port}/");

        Assert.Equal(400, answer!.Status);
    }

    [Fact]
    public async Task The_back_button_shows_nothing_after_signing_out()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner);
        var page = await browser.OpenAsync(served.Address);
        await SignInAsync(page);
        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");

        await page.GoBackAsync();

        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Models" })).ToHaveCountAsync(0);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(Owner);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }
}
