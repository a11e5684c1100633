using System.Net;
using System.Net.Http.Headers;
using BulkExtractor.Batches;
using BulkExtractor.Calls.Records;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>The one place that knows HTTP: a pack becomes one request, whatever comes back becomes a reply.</summary>
public sealed class ModelClient(HttpClient http, TimeProvider clock) : IModelClient
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly ProductInfoHeaderValue Agent =
        new("BulkExtractor", typeof(ModelClient).Assembly.GetName().Version?.ToString(3));

    /// <summary>A client without proxies, redirects or cookies; every request brings its own deadline.</summary>
    /// <param name="record">Where every exchange is written down; null writes none.</param>
    public static HttpClient CreateHttpClient(ExchangeFolder? record = null)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = FollowedConnection.ConnectAsync,
        };
        if (record is not null) handler = new RecordingHandler(record, handler, TimeProvider.System);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(pack.Model.Account.Timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reply = await SendAsync(pack, stop.Token, cancellationToken);
        return reply.Failure is { } failure
            ? reply with { Failure = failure with { Reason = SafeReason.Clean(failure.Reason, pack) } }
            : reply;
    }

    private async Task<ModelReply> SendAsync(Pack pack, CancellationToken stop, CancellationToken cancellationToken)
    {
        int? status = null;
        try
        {
            using var request = RequestFor(pack);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            status = (int)response.StatusCode;
            return ReplyTo(response, await ReadAsync(response, pack.Model.Account, stop), pack.Model);
        }
        catch (PermitLapsedException lapsed)
        {
            return new() { Failure = new(FailureClass.PermitLapsed, lapsed.Message) { Unsent = true } };
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(fault);
        }
        catch (HttpRequestException fault)
        {
            return Failed(fault);
        }
        catch (IOException fault)
        {
            return Failed(fault);
        }

        ModelReply Failed(Exception fault)
        {
            // A broken connection is how an abort looks from here.
            cancellationToken.ThrowIfCancellationRequested();
            return new() { Status = status, Failure = TransportFailure.Classify(fault, pack.Model.Account) };
        }
    }

    private async Task<string> ReadAsync(HttpResponseMessage response, Account account, CancellationToken stop)
    {
        var idle = account.Timeout < LongestSilence ? account.Timeout : LongestSilence;
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        return await new ReplyBody(stream, idle, clock).ReadAsync(stop);
    }

    private ModelReply ReplyTo(HttpResponseMessage response, string body, Model model)
    {
        var status = (int)response.StatusCode;
        var now = clock.GetUtcNow();
        var headers = new ReplyHeaders { Others = LimitsIn(response) };
        if (response.IsSuccessStatusCode) return ReplyEnvelope.Read(status, headers, body, now);
        var refusal = Refusal.Read(status, headers, body, now);
        return new ModelReply
        {
            Status = status,
            Failure = FailureClassifier.Classify(refusal, now, model),
            Told = refusal.Told,
        };
    }

    private HttpRequestMessage RequestFor(Pack pack)
    {
        var account = pack.Model.Account;
        var content = new TimedContent(Prompt.Write(pack), pack.StartBy, clock);
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"{account.Address.AbsoluteUri.TrimEnd('/')}/chat/completions")
        {
            Content = content,
            Version = HttpVersion.Version11,
        };
        request.Headers.UserAgent.Add(Agent);
        // Unchecked, because the check's error would tell the key.
        if (account.Key is { } key)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key.Reveal().Trim()}");
        return request;
    }

    private static List<(string Name, string Value)> LimitsIn(HttpResponseMessage response) =>
    [
        .. response.Headers.NonValidated.Where(header => ReplyHeaders.Matters(header.Key))
            .Select(header => (header.Key, header.Value.FirstOrDefault() ?? "")),
    ];
}
