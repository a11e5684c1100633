using System.Globalization;
using System.Net;
using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Notices;

/// <summary>Brings notices to https addresses: the body by POST, or a plain GET where only a sign is wanted.</summary>
/// <param name="open">Reaches the open internet only.</param>
/// <param name="inside">Reaches machines inside the network, too.</param>
public sealed class Webhook(HttpClient open, HttpClient inside, Func<string, string?> variable, TimeProvider clock)
{
    private const string Agent = "BulkExtractor";

    /// <summary>A client that follows no redirect and connects to checked addresses.</summary>
    public static HttpClient CreateHttpClient(bool allowsInternal) =>
        CreateHttpClient(GuardedConnections.CreateHandler(allowsInternal));

    internal static HttpClient CreateHttpClient(SocketsHttpHandler handler) =>
        new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tries it once.</summary>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var expanded = Variables.Expand(delivery.Target, variable);
        // The value may hold a secret: it is not shown.
        if (NotifyTarget.Read(expanded) is not { } address) return new(false, "its variable holds no https address");
        using var request = delivery.Kind == "ping" ? new(HttpMethod.Get, address) : Post(delivery, address);
        request.Headers.UserAgent.ParseAdd(Agent);
        try
        {
            var http = delivery.AllowsInternal ? inside : open;
            using var response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Read(response.StatusCode);
        }
        catch (HttpRequestException failed)
        {
            return new(false, Told(failed)) { Unreachable = true };
        }
        catch (IOException)
        {
            return new(false, "it broke off") { Unreachable = true };
        }
    }

    private HttpRequestMessage Post(Delivery delivery, Uri address)
    {
        var (id, at) = (delivery.Notice.Id, clock.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(WebhookSignature.IdHeader, id.ToString());
        request.Headers.Add(WebhookSignature.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        if (delivery.Secret is { } secret)
            request.Headers.Add(WebhookSignature.Header, Sign(secret, id, at, delivery.Body));
        return request;
    }

    private string Sign(string secret, Guid id, long at, string body)
    {
        try
        {
            return WebhookSignature.Sign(Variables.Expand(secret, variable), id, at, body);
        }
        catch (FormatException)
        {
            throw new InputException($"{secret} begins with whsec_, and no base64 follows");
        }
    }

    private static DeliveryOutcome Read(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new(true, $"it answered {(int)status}"),
        >= 300 and < 400 => new(false, $"it answered {(int)status}: redirects are not followed"),
        _ => new(false, $"it answered {(int)status}"),
    };

    private static string Told(HttpRequestException failed) => failed switch
    {
        _ when GuardedConnections.WasRefused(failed) => $"{GuardedConnections.Refusal}: "
            + "appsettings.json must say \"allow\": \"internal\" for that",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "its host is not known",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "it has no valid certificate",
        { HttpRequestError: HttpRequestError.ConnectionError } => "it cannot be reached",
        _ => "it broke off",
    };
}
