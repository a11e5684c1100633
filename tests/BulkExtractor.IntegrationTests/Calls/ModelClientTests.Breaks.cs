using BulkExtractor.Calls;
using static BulkExtractor.IntegrationTests.Calls.ScriptedServer;

namespace BulkExtractor.IntegrationTests.Calls;

public sealed partial class ModelClientTests
{
    [Fact]
    public async Task A_reset_in_the_middle_of_the_body_is_tried_elsewhere_and_never_again_here()
    {
        await using var server = new ScriptedServer((stream, _) =>
            SendAsync(stream, Headers + "Content-Length: 5000\r\n\r\n" + Completion[..20]));

        var reply = await AskAsync(server.Address);

        Assert.Equal((FailureClass.TryElsewhere, false), (reply.Failure!.Class, reply.Failure.Unsent));
        Assert.Equal(200, reply.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_reset_before_the_headers_was_sent_all_the_same()
    {
        await using var server = new ScriptedServer((_, _) => Task.CompletedTask);

        var reply = await AskAsync(server.Address);

        Assert.Equal((FailureClass.TryElsewhere, false), (reply.Failure!.Class, reply.Failure.Unsent));
        Assert.Null(reply.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_kept_connection_that_breaks_under_the_next_request_is_not_retried_in_secret()
    {
        var secondCount = 0;
        await using var server = new ScriptedServer(async (stream, stop) =>
        {
            await SendAsync(stream, Whole("200 OK", Completion));
            secondCount += await stream.ReadAsync(new byte[16_384], stop);
        });
        await AskAsync(server.Address);

        var reply = await AskAsync(server.Address);

        Assert.Equal((FailureClass.TryElsewhere, false), (reply.Failure!.Class, reply.Failure.Unsent));
        Assert.True(secondCount > 0);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Chunked)]
    [InlineData(Chunked + "3\r\n{\"c\r\n")]
    public async Task A_stall_ends_with_the_deadline(string sent)
    {
        await using var server = new ScriptedServer(async (stream, stop) =>
        {
            await SendAsync(stream, sent);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });

        var reply = await AskAsync(server.Address, timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal((FailureClass.TryElsewhere, false), (reply.Failure!.Class, reply.Failure.Unsent));
    }

    [Theory]
    [InlineData("1\r\n \r\n")]
    [InlineData("1\r\nx\r\n")]
    public async Task A_drip_without_end_ends_with_the_deadline(string drop)
    {
        await using var server = new ScriptedServer(async (stream, stop) =>
        {
            await SendAsync(stream, Chunked);
            while (true)
            {
                await SendAsync(stream, drop);
                await Task.Delay(20, stop);
            }
        });

        var reply = await AskAsync(server.Address, timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal(FailureClass.TryElsewhere, reply.Failure?.Class);
    }
}
