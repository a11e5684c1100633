using System.Net;
using System.Text;

namespace BulkExtractor.BrowserTests;

/// <summary>A site of somebody else, under another name than the dashboard's, with one page.</summary>
internal sealed class HostileSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    public HostileSite(string page)
    {
        for (var port = 20_000; ; port++)
        {
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://localhost:{port}/");
            try
            {
                _listener.Start();
                Address = new Uri($"http://localhost:{port}/");
                break;
            }
            catch (HttpListenerException) when (port < 30_000)
            {
                // Somebody else listens there.
            }
        }

        _answering = AnswerAsync(Encoding.UTF8.GetBytes(page));
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync(byte[] page)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.OutputStream.WriteAsync(page);
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
