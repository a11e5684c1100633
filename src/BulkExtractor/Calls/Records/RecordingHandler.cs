using System.Text.Json.Nodes;

namespace BulkExtractor.Calls.Records;

/// <summary>Writes down every exchange that goes through it, and changes nothing of it.</summary>
internal sealed class RecordingHandler(ExchangeFolder folder, HttpMessageHandler inner, TimeProvider clock)
    : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = new Asked(request, folder.KeepsTexts, clock);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            folder.Write(asked.WithoutAnswer(fault));
            throw;
        }

        response.Content = new RecordedContent(
            response.Content, (body, fault) => folder.Write(asked.Answered(response, body, fault)));
        return response;
    }

    /// <summary>A request on its way.</summary>
    private sealed class Asked
    {
        private readonly TimeProvider _clock;
        private readonly long _since;
        private readonly Redaction _redaction;
        private readonly JsonObject? _body;
        private readonly Exchange _exchange;

        public Asked(HttpRequestMessage request, bool keepTexts, TimeProvider clock)
        {
            (_clock, _since) = (clock, clock.GetTimestamp());
            _redaction = new Redaction(KeyOf(request), keepTexts);
            _body = request.Content is TimedContent content ? JsonNode.Parse(content.Body) as JsonObject : null;
            _exchange = new Exchange
            {
                At = clock.GetUtcNow(),
                Method = request.Method.Method,
                Path = _redaction.WithoutKey(request.RequestUri!.AbsolutePath),
                Model = _body?["model"]?.GetValue<string>(),
                Documents = _body is null ? [] : CarriedDocuments.Read(_body),
                Request = _body is null ? null : _redaction.Request(_body),
            };
        }

        public Exchange WithoutAnswer(Exception fault) => _exchange with
        {
            Seconds = Elapsed,
            Fault = _redaction.WithoutKey(fault.Message),
        };

        public Exchange Answered(HttpResponseMessage response, string body, string? fault)
        {
            var status = (int)response.StatusCode;
            return _exchange with
            {
                Seconds = Elapsed,
                Status = status,
                Headers =
                [
                    .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                        .SelectMany(header => header.Value, (header, value) => (header.Key, Value: value))
                        .Select(header => new RecordedHeader(header.Key, ValueOf(header.Key, header.Value))),
                ],
                Body = _redaction.Reply(status, body, _body),
                Fault = fault,
            };
        }

        private double Elapsed => Math.Round(_clock.GetElapsedTime(_since).TotalSeconds, 3);

        private string ValueOf(string name, string value) =>
            name.Contains("cookie", StringComparison.OrdinalIgnoreCase) ? "***" : _redaction.WithoutKey(value);

        private static string? KeyOf(HttpRequestMessage request) =>
            request.Headers.NonValidated.TryGetValues("Authorization", out var shown)
                ? shown.ToString().Split(' ')[^1]
                : null;
    }
}
