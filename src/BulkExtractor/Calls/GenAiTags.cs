using System.Diagnostics;
using System.Diagnostics.Metrics;
using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>Requests to models in the words of OpenTelemetry's conventions for generative AI.</summary>
internal static class GenAiTags
{
    /// <summary>The buckets of durations that the conventions ask for.</summary>
    public static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    /// <summary>The buckets of tokens that they ask for.</summary>
    public static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576],
    };

    private const string Operation = "chat";

    // The names that the conventions give to well-known providers; others are called what the pool calls them.
    private static readonly (string Host, string Name)[] Providers =
    [
        ("openai.azure.com", "azure.ai.openai"), ("openai.com", "openai"), ("anthropic.com", "anthropic"),
        ("googleapis.com", "gcp.gemini"), ("groq.com", "groq"), ("mistral.ai", "mistral_ai"), ("cohere.com", "cohere"),
        ("cohere.ai", "cohere"), ("deepseek.com", "deepseek"), ("perplexity.ai", "perplexity"), ("x.ai", "x_ai"),
    ];

    /// <summary>The name of a request's span.</summary>
    public static string SpanOf(Model model) => $"{Operation} {model.Id}";

    /// <summary>What is asked of whom.</summary>
    public static void TellAsked(Activity? span, Pack pack)
    {
        if (span is null) return;
        foreach (var (name, value) in Common(pack.Model)) span.SetTag(name, value);
        span.SetTag("gen_ai.request.max_tokens", pack.MaxTokens)
            .SetTag("gen_ai.output.type", "json")
            .SetTag("server.port", pack.Model.Account.Address.Port);
    }

    /// <summary>What came of it.</summary>
    public static void TellAnswered(Activity? span, ModelReply reply)
    {
        span?
            .SetTag("http.response.status_code", reply.Status)
            .SetTag("gen_ai.response.model", reply.AnsweredBy)
            .SetTag("gen_ai.usage.input_tokens", reply.PromptTokens)
            .SetTag("gen_ai.usage.output_tokens", reply.CompletionTokens);
        if (reply.Failure is { } failure)
        {
            span?.SetTag("error.type", failure.Class.ToString()).SetStatus(ActivityStatusCode.Error, failure.Reason);
            return;
        }

        span?.SetTag("gen_ai.response.finish_reasons", new[] { reply.Truncated ? "length" : "stop" });
    }

    /// <summary>What metrics of a request are counted by.</summary>
    public static TagList Metric(Model model, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var tags = new TagList();
        foreach (var (name, value) in Common(model)) tags.Add(name, value);
        foreach (var (name, value) in more)
            if (value is not null) tags.Add(name, value);
        return tags;
    }

    private static (string Name, string Value)[] Common(Model model) =>
    [
        ("gen_ai.operation.name", Operation),
        ("gen_ai.provider.name", ProviderOf(model.Account)),
        ("gen_ai.request.model", model.Id),
        ("server.address", model.Account.Address.Host),
    ];

    private static string ProviderOf(Account account)
    {
        var host = account.Address.Host;
        return Array.Find(Providers, one => host == one.Host || host.EndsWith($".{one.Host}", StringComparison.Ordinal))
            .Name ?? account.Name;
    }
}
