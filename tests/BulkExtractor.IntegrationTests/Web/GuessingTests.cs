using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class GuessingTests(TestCluster cluster)
{
    private const string Proxy = "--trusted-proxy";

    private static readonly string Owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_guesses_is_slowed_down_at_both_doors_and_nobody_is_locked_out()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner);
        using var owner = await served.SignInAsync(Owner);
        using var guesser = served.Visit();

        var begun = TimeProvider.System.GetTimestamp();
        var looked = 0;
        for (var guess = 0; guess < 200; guess++)
            if (await GuessAsync(served, $"guess {guess}") == HttpStatusCode.Unauthorized) looked++;
        var wait = await GuessUntilToldToWaitAsync(guesser);

        // Five are free, six waits double up to a minute, and then it is one a minute.
        Assert.InRange(looked, 1, 12 + TimeProvider.System.GetElapsedTime(begun).TotalMinutes);
        Assert.InRange(wait.TotalSeconds, 1, 60);
        Assert.True(await owner.IsLetInAsync()); // the session goes on
        Assert.Equal(HttpStatusCode.OK, await GuessAsync(served, Owner)); // where the token was right it stays so
    }

    [Fact]
    public async Task Only_a_trusted_proxy_says_whom_it_speaks_for()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, null, Proxy, "127.0.0.0/8");
        await using var bare = await ServedDashboard.StartAsync(cluster, Owner);

        await GuessAsync(served, "wrong", "192.0.2.1");
        await GuessAsync(served, "wrong", "192.0.2.98, 192.0.2.2");
        await GuessAsync(served, "wrong", "192.0.2.99, 192.0.2.3, 127.0.0.9");
        await GuessAsync(bare, "wrong", "192.0.2.4");

        foreach (var visitor in new[] { "192.0.2.1", "192.0.2.2", "192.0.2.3" })
            await served.Log.WaitForAsync($"wrong token at the API from {visitor};");
        await bare.Log.WaitForAsync("wrong token at the API from 127.0.0.1;");
        Assert.DoesNotContain("192.0.2.9", served.Log.Text, StringComparison.Ordinal); // said by the visitor alone
        Assert.DoesNotContain("192.0.2.4", bare.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_came_in_and_who_was_refused_is_logged_and_no_secret_with_it()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner);
        using var owner = await served.SignInAsync(Owner);
        using var guesser = served.Visit();
        using var wrong = await guesser.SignInAsync("a-wrong-token-of-somebody");
        await GuessAsync(served, "a-wrong-token-of-somebody");
        using var page = await guesser.GetAsync("/models?search=a-private-word");
        using var gone = await owner.PostAsync("/sign-out", "/models");

        await served.Log.WaitForAsync("session 1 ended by owner from 127.0.0.1");

        var log = served.Log.Text;
        Assert.Contains("sign-in as owner from 127.0.0.1: session 1", log, StringComparison.Ordinal);
        Assert.Contains("wrong token at the sign-in from 127.0.0.1", log, StringComparison.Ordinal);
        Assert.Contains("wrong token at the API from 127.0.0.1", log, StringComparison.Ordinal);
        Assert.Contains("refused 302: GET /models from 127.0.0.1 as nobody", log, StringComparison.Ordinal);
        Assert.Contains("Z sign-in", log, StringComparison.Ordinal); // by UTC
        string[] secrets = [Owner, "a-wrong-token-of-somebody", "a-private-word", .. owner.Cookies.Values];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    // A wait may be over before the next guess comes; each one makes the next wait longer.
    private static async Task<TimeSpan> GuessUntilToldToWaitAsync(PageVisitor guesser)
    {
        while (true)
        {
            using var form = await guesser.SignInAsync("another guess");
            if (form.StatusCode == HttpStatusCode.TooManyRequests) return form.Headers.RetryAfter!.Delta!.Value;
        }
    }

    private static async Task<HttpStatusCode> GuessAsync(ServedDashboard served, string token, string? behalf = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(served.Address, "/api/batches"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (behalf is not null) request.Headers.Add("X-Forwarded-For", behalf);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
