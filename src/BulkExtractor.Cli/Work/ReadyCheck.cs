using System.Net;
using System.Net.Security;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;

namespace BulkExtractor.Cli.Work;

/// <summary>Whether what was started on this machine can work: what a container's health is.</summary>
internal static class ReadyCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="address">Where <c>bulk serve</c> is to answer; null asks for a worker alone.</param>
    public static async Task<List<HealthCheck>> CheckAsync(
        Terminal terminal, string? address, CancellationToken cancellationToken)
    {
        var ready = address is null ? null : ReadAddress(address);
        var checks = new List<HealthCheck> { await CheckWorkerAsync(terminal, cancellationToken) };
        if (ready is not null) checks.Add(await CheckServerAsync(ready, cancellationToken));
        return checks;
    }

    private static Uri ReadAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" }
            ? new Uri(url, "/health/ready")
            : throw new InputException($"--ready '{address}' is no address: write one such as http://127.0.0.1:5080");

    private static async Task<HealthCheck> CheckWorkerAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
            var workers = await app.Get<IWorkerRegistry>().CountHereAsync(cancellationToken);
            return new HealthCheck("worker", workers > 0, workers > 0
                ? $"{workers} on {Environment.MachineName}"
                : $"none on {Environment.MachineName} was heard of within a minute");
        }
        catch (Exception problem) when (problem is InputException or DatabaseUnusableException)
        {
            return new HealthCheck("PostgreSQL", false, problem.Message);
        }
    }

    private static async Task<HealthCheck> CheckServerAsync(Uri ready, CancellationToken cancellationToken)
    {
        using var http = CreateHttpClient(ready);
        try
        {
            using var answer = await http.GetAsync(ready, cancellationToken);
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new HealthCheck("server", answer.StatusCode == HttpStatusCode.OK, $"{ready}: {said}");
        }
        catch (HttpRequestException problem)
        {
            return new HealthCheck("server", false, problem.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck("server", false, $"{ready} has not answered within {Patience.TotalSeconds} s");
        }
    }

    // This machine's number is in no certificate, and nothing secret is sent.
    private static HttpClient CreateHttpClient(Uri ready)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, _, _, faults) => faults == SslPolicyErrors.None || ready.IsLoopback;
        return new HttpClient(handler) { Timeout = Patience };
    }
}
