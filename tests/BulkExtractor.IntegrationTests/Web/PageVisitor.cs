using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>A browser without a window: keeps cookies, sends forms with the secret of their page.</summary>
internal sealed partial class PageVisitor(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = IsOfTheTests },
    })
    {
        BaseAddress = address,
    };

    public Dictionary<string, string> Cookies { get; private init; } = [];

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; private init; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The certificates of the tests are of their own making.</summary>
    public static bool IsOfTheTests(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        shown is { Subject: "CN=localhost" };

    /// <summary>Somebody else, who got hold of the cookies.</summary>
    public PageVisitor Copy() => new(address) { Cookies = new(Cookies), Headers = new(Headers) };

    /// <summary>The same browser at another server.</summary>
    public PageVisitor At(Uri other) => new(other) { Cookies = new(Cookies), Headers = new(Headers) };

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        foreach (var cookie in CookiesOf(answer)) Keep(cookie);
        return answer;
    }

    /// <summary>Sends a form as it stands on a page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string page, params (string, string)[] fields)
    {
        var secret = Secret().Match(await ReadAsync(page));
        Assert.True(secret.Success, $"{page} has no form");
        using var form = new FormUrlEncodedContent(
            fields.Append(("_form", WebUtility.HtmlDecode(secret.Groups[1].Value)))
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    public Task<HttpResponseMessage> SignInAsync(string token, string to = "/") =>
        PostAsync("/sign-in", "/sign-in", ("token", token), ("to", to));

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    /// <summary>Whether the server knows this browser for one that is signed in.</summary>
    public async Task<bool> IsLetInAsync(string path = "/models")
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> CookiesOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0) Cookies.Remove(pair[0]);
        else Cookies[pair[0]] = pair[1];
    }

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex Secret();
}
