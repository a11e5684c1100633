using System.Collections.Concurrent;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using Microsoft.Playwright;

namespace BulkExtractor.BrowserTests;

/// <summary>A dashboard with two finished batches, one of which has failures, for those who only look.</summary>
public sealed class ShownBatch(TestCluster cluster, Browser browser) : IAsyncLifetime
{
    /// <summary>Pages, with the names of their pictures.</summary>
    public static readonly (string Name, string Path)[] Pages =
    [
        ("batches", "/"), ("batch", "/batches/1"), ("failures", "/batches/2?filter=failed"),
        ("sorted", "/batches/1?sort=-price&where=price+%3E+10"), ("filter-fault", "/batches/1?where=prise+%3E+10"),
        ("document", "/batches/2/documents/1"), ("edit", "/batches/2/documents/1?filter=weak&edit=true"),
        ("models", "/models"), ("providers", "/providers"),
        ("jobs", "/jobs"), ("job-new", "/jobs/new?name=flats"), ("job-edit", "/jobs/adverts/edit"),
        ("quota", "/quota"), ("quota-span", "/quota?days=90"), ("notices", "/notices"),
        ("missing", "/batches/999"), ("help", "/help"), ("topic", "/help/job"),
    ];

    private readonly Dictionary<string, ShownPage> _pages = [];
    private ServedDashboard? _served;

    internal ServedDashboard Served => _served!;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedDashboard.StartAsync(cluster);
        await Served.FinishAsync(await Served.SubmitAsync(ServedDashboard.Adverts, "adverts", 60));
        await Served.FinishAsync(await Served.SubmitAsync(Hostile(), "adverts", 40));
        // Simulated models fail at nothing on their own.
        await Served.Database.ExecuteAsync(
            """
            update bulk.results
            set state = 'failed', fields = null, error = '/price: expected number, found "on request"'
            where batch_id = 2 and document_no % 9 = 0;
            update bulk.results set confidence = 0.55 + 0.1 * (document_no % 5) where state = 'extracted';
            update bulk.batches b
            set extracted_count = extracted_count - n, failed_count = n, cached_count = cached_count - f.cached
            from (
              select count(*) as n, count(*) filter (where cached) as cached
              from bulk.results where batch_id = 2 and state = 'failed') f
            where batch_id = 2;
            select bulk.tell('failed_documents', 2, '{}');
            update bulk.notices set spread_at = bulk.clock();
            insert into bulk.deliveries
              (notice_id, target, kind, is_internal, subject, state, attempt_count, due_at, ended_at, told)
            select notice_id, to_whom, kind, false, 'batch 2', state, tries, bulk.clock() + interval '20 minutes',
              case when state <> 'waiting' then bulk.clock() end, told
            from bulk.notices, (values
              ('https://hooks.example.org/a/rather/long/address/of/a/hook', 'webhook', 'sent', 1, 'it answered 204'),
              ('mailto:ops@example.org', 'mail', 'waiting', 9, 'mail.example.org refused it: 451'),
              ('https://gone.example.org/', 'webhook', 'given up', 34, 'its host is not known'))
              as one (to_whom, kind, state, tries, told)
            where batch_id = 2
            """);
    }

    /// <summary>A page, which is loaded when it is asked for the first time.</summary>
    internal async Task<ShownPage> OpenAsync(string path)
    {
        if (_pages.TryGetValue(path, out var there)) return there;
        var shown = new ShownPage(await browser.OpenAsync(Served.Address), []);
        shown.Page.PageError += (_, error) => shown.Complaints.Enqueue(error);
        shown.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsOfStatus(message.Text))
                shown.Complaints.Enqueue(message.Text);
        };
        await shown.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        return _pages[path] = shown;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shown in _pages.Values) await shown.Page.Context.CloseAsync();
        if (_served is not null) await _served.DisposeAsync();
    }

    // Some of the pages tell of what is missing, or was refused.
    private static bool IsOfStatus(string complaint) =>
        complaint.Contains("404", StringComparison.Ordinal) || complaint.Contains("422", StringComparison.Ordinal);

    // The shipped adverts behind one whose writer hopes that somebody takes texts for HTML.
    private string Hostile()
    {
        var lines = File.ReadLines(ServedDashboard.Adverts).ToList();
        const string advert =
            "<script>document.title = 'taken'</script>"
            + "<img src=x onerror=\"document.title='taken'\"> <b>Lamp</b>, 20 EUR";
        lines.Insert(1, $"<u>A-0</u>;web;2026-01-01;\"{advert.Replace("\"", "\"\"", StringComparison.Ordinal)}\";");
        return Served.Folder.Write("hostile.csv", string.Join('\n', lines));
    }
}

/// <param name="Complaints">What it said to its console that is a fault.</param>
internal sealed record ShownPage(IPage Page, ConcurrentQueue<string> Complaints);
