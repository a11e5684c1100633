using System.Net;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Documents.Pictures;

/// <summary>Fetches pictures from addresses that users name, and reaches nothing but the open internet.</summary>
/// <param name="http">One of <see cref="CreateHttpClient()"/>, which checks every address before it connects.</param>
public sealed class PictureFetch(HttpClient http, TimeProvider clock)
{
    private const int MostRedirects = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A client that connects to public addresses only, follows nothing and unpacks nothing.</summary>
    public static HttpClient CreateHttpClient() => CreateHttpClient(GuardedConnections.CreateHandler());

    internal static HttpClient CreateHttpClient(Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        CreateHttpClient(GuardedConnections.CreateHandler(resolve, GuardedConnections.ConnectAsync));

    internal static HttpClient CreateHttpClient(SocketsHttpHandler handler) =>
        new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The picture, or why it cannot be had.</summary>
    public async Task<(Picture? Picture, string? Problem)> FetchAsync(string cell, CancellationToken cancellationToken)
    {
        if (PictureAddress.Read(cell) is not { } address)
            return (null, "the picture's address is not a plain https address");
        try
        {
            var read = await TimeLimit.RunAsync(
                Patience,
                clock,
                stop => FollowAsync(address, stop),
                () => new FileBytes(null, $"the picture did not come within {Patience.TotalSeconds:0} s"),
                cancellationToken);
            if (read.Bytes is not { } bytes) return (null, read.Problem);
            return Picture.Read(bytes) is { } picture
                ? (picture, null)
                : (null, "what stands at the picture's address is no PNG, JPEG, WebP or GIF");
        }
        catch (HttpRequestException failed)
        {
            return (null, Told(failed));
        }
        catch (IOException)
        {
            return (null, "the picture's server broke off");
        }
    }

    private async Task<FileBytes> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "image/png, image/jpeg, image/webp, image/gif");
            using var response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response is { StatusCode: >= (HttpStatusCode)300 and < (HttpStatusCode)400, Headers.Location: { } to })
            {
                // Each stop is an address like the first one, and is checked like it.
                address = new Uri(address, to);
                if (!PictureAddress.MayBeFetched(address))
                    return new FileBytes(
                        null, "the picture's address leads on to one that is not a plain https address");
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
                return new FileBytes(null, $"the picture's server answers {(int)response.StatusCode}");
            return await ReadAsync(response.Content, cancellationToken);
        }

        return new FileBytes(null, $"the picture's address leads on more than {MostRedirects} times");
    }

    private static async Task<FileBytes> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength ?? 0;
        if (length > Picture.MostBytes)
            return new FileBytes(null, $"the picture is larger than {Picture.MostBytes >> 20} MB");
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        return await FileBytes.ReadAsync(stream, "the picture", Picture.MostBytes, (int)length, cancellationToken);
    }

    private static string Told(HttpRequestException failed)
    {
        if (GuardedConnections.WasRefused(failed)) return $"the picture's {GuardedConnections.RefusedAddress}";
        return failed.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "the host of the picture's address is not known",
            HttpRequestError.SecureConnectionError => "the picture's server has no valid certificate",
            _ => "the picture's server cannot be reached",
        };
    }
}
