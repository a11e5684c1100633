using System.Net.Http.Headers;
using System.Text.Json;
using BulkExtractor.Catalog;

namespace BulkExtractor.ModelCalls;

/// <summary>Asks a provider what costs no request: which models it lists, and what is left of the day.</summary>
public sealed class ProviderClient(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>The ids of the models that the provider lists now.</summary>
    public async Task<Told<IReadOnlyList<string>>> ListModelsAsync(
        Account account, CancellationToken cancellationToken) =>
        await GetAsync(account, "models", ReadIds, cancellationToken);

    /// <summary>The free requests of this UTC day, as the provider counts them; null where it does not say.</summary>
    public async Task<Told<FreeDay?>> ReadDayAsync(Account account, CancellationToken cancellationToken) =>
        await GetAsync(account, "key", ReadDay, cancellationToken);

    private async Task<Told<T>> GetAsync<T>(
        Account account, string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{account.Address.ToString().TrimEnd('/')}/{path}");
        if (account.Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode) return new(default, $"answers {(int)response.StatusCode}");
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            using var json = await JsonDocument.ParseAsync(body, default, either.Token);
            return new(read(json.RootElement), null);
        }
        catch (HttpRequestException problem)
        {
            return new(default, $"cannot be reached ({problem.HttpRequestError})");
        }
        catch (JsonException)
        {
            return new(default, "answers something that is not JSON");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(default, $"did not answer within {Deadline.TotalSeconds:0} s");
        }
    }

    private static IReadOnlyList<string> ReadIds(JsonElement root)
    {
        if (!IsObject(root, "data", JsonValueKind.Array, out var models)) return [];
        return
        [
            .. models.EnumerateArray()
                .Select(model => IsObject(model, "id", JsonValueKind.String, out var id) ? id.GetString()! : "")
                .Where(id => id.Length > 0),
        ];
    }

    private static FreeDay? ReadDay(JsonElement root) =>
        IsObject(root, "data", JsonValueKind.Object, out var data)
        && IsObject(data, "free_model_daily_requests", JsonValueKind.Object, out var day)
        && IsObject(day, "used", JsonValueKind.Number, out var used)
        && IsObject(day, "limit", JsonValueKind.Number, out var limit)
        && used.TryGetInt32(out var usedRequests)
        && limit.TryGetInt32(out var allowedRequests)
            ? new FreeDay(usedRequests, allowedRequests)
            : null;

    private static bool IsObject(JsonElement element, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out value)
            && value.ValueKind == kind;
    }
}

/// <summary>What a provider told, or why it told nothing.</summary>
public sealed record Told<T>(T? Value, string? Problem);

/// <summary>The free requests of a UTC day, over all models of the account.</summary>
public sealed record FreeDay(int Used, int Limit);
