using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>Asks a provider what costs no request: which models it lists, and what is left of the day.</summary>
public sealed class ProviderClient(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan ReadinessDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>The models that the provider lists now.</summary>
    public async Task<ProviderAnswer<Listing>> ListModelsAsync(Account account, CancellationToken cancellationToken)
    {
        var told = await GetAsync(account, "models", ModelListing.Read, cancellationToken);
        return told is { Value: null, Problem: null } ? told with { Problem = "lists no models" } : told;
    }

    /// <summary>The free requests of this UTC day, as the provider counts them; null where it does not say.</summary>
    public async Task<ProviderAnswer<FreeDay>> ReadDayAsync(Account account, CancellationToken cancellationToken) =>
        await GetAsync(account, "key", ReadDay, cancellationToken);

    /// <summary>
    /// Goes the way of a request once, so that the first permit is not spent on a handshake; the answer is no matter.
    /// </summary>
    public Task WarmAsync(Account account, CancellationToken cancellationToken) =>
        GetAsync(account, "models", _ => "", cancellationToken);

    /// <summary>
    /// Whether a server at home takes requests (LocalAI's <c>/readyz</c>, which stands beside the API's own address).
    /// One that does not know the question takes them.
    /// </summary>
    public async Task<Readiness> ReadReadinessAsync(Account account, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ReadinessDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(
                new Uri(account.Address, "/readyz"), HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode == HttpStatusCode.ServiceUnavailable ? Readiness.Starting : Readiness.Up;
        }
        catch (HttpRequestException)
        {
            return Readiness.Down;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Readiness.Down;
        }
    }

    private async Task<ProviderAnswer<T>> GetAsync<T>(
        Account account, string path, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{account.Address.ToString().TrimEnd('/')}/{path}");
        if (account.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var body = await new ReplyBody(stream, Deadline, clock).ReadAsync(either.Token);
            if (!response.IsSuccessStatusCode) return Refused<T>((int)response.StatusCode, body);
            using var json = JsonDocument.Parse(JsonEscapes.Clean(body));
            return new(read(json.RootElement), null);
        }
        catch (HttpRequestException problem)
        {
            return new(null, $"cannot be reached ({problem.HttpRequestError})");
        }
        catch (IOException problem)
        {
            return new(null, $"gives no whole answer ({problem.Message})");
        }
        catch (JsonException)
        {
            return new(null, "answers something that is not JSON");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"did not answer within {Deadline.TotalSeconds:0} s");
        }
    }

    private ProviderAnswer<T> Refused<T>(int status, string body)
        where T : class
    {
        var refusal = Refusal.Read(status, new ReplyHeaders(), body, clock.GetUtcNow());
        return new(null, $"answers {status}")
        {
            Failure = FailureClassifier.Classify(refusal, clock.GetUtcNow()),
            InJson = refusal.Json && !refusal.Page,
        };
    }

    private static FreeDay? ReadDay(JsonElement root)
    {
        var day = root.Member("data").Member("free_model_daily_requests");
        return day.Count("used") is { } used && day.Count("limit") is { } limit ? new FreeDay(used, limit) : null;
    }
}

/// <summary>What a provider told, or why it told nothing; neither, where it answers without telling this.</summary>
public sealed record ProviderAnswer<T>(T? Value, string? Problem)
{
    /// <summary>What it means where the provider refused; null where it was not reached, or answered.</summary>
    public CallFailure? Failure { get; init; }

    /// <summary>Whether it refused in JSON, as an API does.</summary>
    public bool InJson { get; init; }
}

/// <summary>The free requests of a UTC day, over all models of the account.</summary>
public sealed record FreeDay(int Used, int Limit);
