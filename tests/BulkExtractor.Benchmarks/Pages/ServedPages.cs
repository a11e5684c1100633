using System.Text;
using System.Text.Json;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Pages;

/// <summary><c>bulk serve</c> on a database, and somebody who reads its pages.</summary>
internal sealed class ServedPages : IAsyncDisposable
{
    /// <summary>Requests after which the server's code is compiled.</summary>
    public const int WarmUps = 30;

    private readonly BulkProcess _process;
    private readonly HttpClient _http;

    private ServedPages(BulkProcess process, Uri address) =>
        (_process, _http) = (process, new HttpClient { BaseAddress = address });

    public static async Task<ServedPages> StartAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var process = BulkProcess.Start(
            database.Address, "serve", "--simulate", "--urls", "http://127.0.0.1:0", "--json");
        var said = new StringBuilder();
        do said.AppendLine(await process.ReadLineAsync(cancellationToken));
        while (!said.ToString().TrimEnd().EndsWith('}'));
        using var told = JsonDocument.Parse(said.ToString());
        return new ServedPages(process, new Uri(told.RootElement.GetProperty("address").GetString()!));
    }

    /// <summary>Reads a page again and again; the milliseconds to its last byte, each time.</summary>
    public async Task<IReadOnlyList<double>> GetAsync(string path, int times, CancellationToken cancellationToken)
    {
        var took = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null, cancellationToken);
            took.Add(TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        return took;
    }

    /// <summary>The most memory that the server had so far, in bytes.</summary>
    public long ReadPeak() => _process.ReadPeak();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
