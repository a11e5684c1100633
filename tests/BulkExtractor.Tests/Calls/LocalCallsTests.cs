using System.Net;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Calls;

public sealed class LocalCallsTests
{
    private static readonly Pack Local = Some.Pack() with { Model = Some.Model() with { Tier = Tier.Local } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, FailureClass.AccountPaused, "is still starting")]
    [InlineData(HttpStatusCode.OK, FailureClass.TryElsewhere, "may be loading or busy")]
    [InlineData(HttpStatusCode.NotFound, FailureClass.TryElsewhere, "may be loading or busy")]
    [InlineData(null, FailureClass.AccountPaused, "is down")]
    public async Task A_server_at_home_that_gave_no_answer_is_asked_how_it_is(
        HttpStatusCode? readiness, FailureClass failure, string reason)
    {
        var reply = await AskAsync(Local, readiness);

        Assert.Equal(failure, reply.Failure!.Class);
        Assert.Contains(reason, reply.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_elsewhere_is_not_asked() =>
        Assert.Equal("no whole answer", (await AskAsync(Some.Pack(), readiness: null)).Failure!.Reason);

    private static async Task<ModelReply> AskAsync(Pack pack, HttpStatusCode? readiness)
    {
        using var http = new HttpClient(new ReadinessAnswer(readiness));
        var calls = new LocalCalls(new FailingModel(), new ProviderClient(http, TimeProvider.System));
        return await calls.AskAsync(pack, Token);
    }

    private sealed class FailingModel : IModelClient
    {
        public Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken) =>
            Task.FromResult(new ModelReply { Failure = new CallFailure(FailureClass.TryElsewhere, "no whole answer") });
    }

    private sealed class ReadinessAnswer(HttpStatusCode? status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("/readyz", request.RequestUri!.AbsolutePath);
            return status is { } known
                ? Task.FromResult(new HttpResponseMessage(known))
                : throw new HttpRequestException("refused");
        }
    }
}
