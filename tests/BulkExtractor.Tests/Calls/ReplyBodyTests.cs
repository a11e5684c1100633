using System.IO.Pipelines;
using System.Text;
using BulkExtractor.Calls;

namespace BulkExtractor.Tests.Calls;

public sealed class ReplyBodyTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();

    // Inline, so that the reader has taken what was written before the clock moves on.
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        useSynchronizationContext: false));

    [Fact(Timeout = 10_000)]
    public async Task Silence_after_the_headers_is_a_stall()
    {
        var reading = StartReading();

        _clock.Advance(Idle);

        await Assert.ThrowsAsync<IOException>(() => reading);
    }

    [Fact(Timeout = 10_000)]
    public async Task Blanks_keep_the_wait_for_the_answer_alive()
    {
        var reading = StartReading();

        for (var i = 0; i < 4; i++)
        {
            await SendAsync("  \n");
            _clock.Advance(Idle / 2);
        }

        await SendAsync("answer");
        await _pipe.Writer.CompleteAsync();
        Assert.Equal("answer", (await reading).Trim());
    }

    [Fact(Timeout = 10_000)]
    public async Task Blanks_do_not_keep_an_answer_alive_that_has_begun()
    {
        var reading = StartReading();
        await SendAsync("{");

        _clock.Advance(Idle / 2);
        await SendAsync("  \n");
        _clock.Advance(Idle / 2);

        await Assert.ThrowsAsync<IOException>(() => reading);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_slow_answer_that_keeps_coming_is_read_whole()
    {
        var reading = StartReading();

        for (var i = 0; i < 4; i++)
        {
            await SendAsync("x");
            _clock.Advance(Idle / 2);
        }

        await _pipe.Writer.CompleteAsync();
        Assert.Equal("xxxx", await reading);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_body_without_end_is_refused()
    {
        var endless = new ReplyBody(new EndlessStream(), Idle, _clock);

        await Assert.ThrowsAsync<IOException>(() => endless.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_byte_order_mark_is_no_content()
    {
        var body = new ReplyBody(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'x', 0xFF]), Idle, _clock);

        Assert.Equal("x\uFFFD", await body.ReadAsync(TestContext.Current.CancellationToken));
    }

    private Task<string> StartReading() =>
        new ReplyBody(_pipe.Reader.AsStream(), Idle, _clock).ReadAsync(TestContext.Current.CancellationToken);

    private async Task SendAsync(string text) =>
        await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
