using System.Diagnostics;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Calls;

public sealed class TracedCallsTests : IDisposable
{
    // The model of a pack of the tests.
    private static readonly string Attempt = $"chat {Some.Pack().Model.Id}";

    private readonly List<Activity> _spans = [];
    private readonly RecordingLogger<TracedCalls> _log = new();
    private readonly ActivityListener _listener;
    private readonly string _job = $"job-{Guid.NewGuid():N}";

    public TracedCallsTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (_spans) _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_pack_is_a_span_of_its_batchs_trace_and_the_attempt_one_within_it()
    {
        await AskAsync(new ModelReply { Status = 200, PromptTokens = 10, CompletionTokens = 5 });

        var (attempt, pack) = (Mine(Attempt), Mine("pack"));
        Assert.Equal(pack.SpanId, attempt.ParentSpanId);
        Assert.Equal(1L, pack.GetTagItem("bulk.batch"));
        Assert.Equal([1L, 2L], Assert.IsType<long[]>(pack.GetTagItem("bulk.chunks")));
        Assert.Equal(
            (200, 10),
            (attempt.GetTagItem("http.response.status_code"), attempt.GetTagItem("gen_ai.usage.input_tokens")));
    }

    [Fact]
    public async Task An_attempt_is_told_in_the_words_of_the_conventions_for_generative_ai()
    {
        await AskAsync(new ModelReply
        {
            Status = 200,
            PromptTokens = 10,
            CompletionTokens = 5,
            AnsweredBy = "m-2",
            Truncated = true,
        });

        var attempt = Mine(Attempt);
        Assert.Equal(ActivityKind.Client, attempt.Kind);
        Assert.Equal(
            ("chat", Attempt[5..], "m-2", 10, 5),
            (attempt.GetTagItem("gen_ai.operation.name"), attempt.GetTagItem("gen_ai.request.model"),
                attempt.GetTagItem("gen_ai.response.model"), attempt.GetTagItem("gen_ai.usage.input_tokens"),
                attempt.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.NotNull(attempt.GetTagItem("gen_ai.provider.name"));
        Assert.NotNull(attempt.GetTagItem("gen_ai.request.max_tokens"));
        Assert.Equal(["length"], Assert.IsType<string[]>(attempt.GetTagItem("gen_ai.response.finish_reasons")));
    }

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", "gcp.gemini")]
    [InlineData("https://api.groq.com/openai/v1", "groq")]
    [InlineData("https://api.mistral.ai/v1", "mistral_ai")]
    [InlineData("https://notgroq.com/v1", "north")]
    [InlineData("http://127.0.0.1:8080/v1", "north")]
    public void A_provider_has_the_name_of_the_conventions_or_that_of_the_pool(string address, string name)
    {
        var model = Some.Model() with { Account = new Account("north", new Uri(address)) };

        var tags = GenAiTags.Metric(model);

        Assert.Contains(new KeyValuePair<string, object?>("gen_ai.provider.name", name), tags);
    }

    [Fact]
    public async Task Two_processes_tell_of_one_batch_in_the_same_trace()
    {
        await AskAsync(new ModelReply());
        var first = Mine("pack").TraceId;
        lock (_spans) _spans.Clear();

        await AskAsync(new ModelReply());

        Assert.Equal(first, Mine("pack").TraceId);
        Assert.NotEqual(Telemetry.TraceOf(_job, 1).TraceId, Telemetry.TraceOf(_job, 2).TraceId);
    }

    [Fact]
    public async Task A_failed_attempt_says_why()
    {
        await AskAsync(new ModelReply { Failure = new CallFailure(FailureClass.TryElsewhere, "upstream is busy") });

        Assert.Equal(
            (ActivityStatusCode.Error, "upstream is busy"),
            (Mine(Attempt).Status, Mine(Attempt).StatusDescription));
        Assert.Equal("TryElsewhere", Mine(Attempt).GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_request_is_told_in_the_log_with_its_model_status_time_and_tokens_and_no_text()
    {
        await AskAsync(new ModelReply { Status = 200, Content = "said", PromptTokens = 10, CompletionTokens = 5 });
        await AskAsync(new ModelReply
        {
            Status = 503,
            Failure = new CallFailure(FailureClass.TryElsewhere, "upstream is busy"),
        });

        var model = Attempt[5..];
        Assert.Collection(
            _log.Lines,
            line => Assert.Matches(
                $"^Batch 1, chunks 1,2: {model} Answered, status 200, in 0.\\d\\d s, 10 tokens read, 5 written$", line),
            line => Assert.Matches(
                $"^Batch 1, chunks 1,2: {model} TryElsewhere, status 503, in 0.\\d\\d s: upstream is busy$", line));
    }

    private async Task AskAsync(ModelReply reply)
    {
        var pack = Some.Pack(("a", "one"), ("b", "two"));
        pack = pack with { Definition = pack.Definition with { Name = _job } };
        var calls = new TracedCalls(new FixedReply(reply), TimeProvider.System, _log);
        Assert.Same(reply, await calls.AskAsync(pack, Token));
    }

    // Other tests may be heard at the same time.
    private Activity Mine(string name)
    {
        var trace = Telemetry.TraceOf(_job, 1).TraceId;
        lock (_spans) return Assert.Single(_spans, span => span.OperationName == name && span.TraceId == trace);
    }

    private sealed class FixedReply(ModelReply reply) : IModelClient
    {
        public Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken) => Task.FromResult(reply);
    }
}
