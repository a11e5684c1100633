using System.Diagnostics;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Calls;

public sealed class TracedCallsTests : IDisposable
{
    private readonly List<Activity> _spans = [];
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

        var (attempt, pack) = (Mine("attempt"), Mine("pack"));
        Assert.Equal(pack.SpanId, attempt.ParentSpanId);
        Assert.Equal(1L, pack.GetTagItem("bulk.batch"));
        Assert.Equal([1L, 2L], Assert.IsType<long[]>(pack.GetTagItem("bulk.chunks")));
        Assert.Equal(
            (200, 10),
            (attempt.GetTagItem("http.response.status_code"), attempt.GetTagItem("gen_ai.usage.input_tokens")));
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
            (Mine("attempt").Status, Mine("attempt").StatusDescription));
    }

    private async Task AskAsync(ModelReply reply)
    {
        var pack = Some.Pack(("a", "one"), ("b", "two"));
        pack = pack with { Definition = pack.Definition with { Name = _job } };
        var calls = new TracedCalls(new FixedReply(reply), TimeProvider.System, NullLogger<TracedCalls>.Instance);
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
