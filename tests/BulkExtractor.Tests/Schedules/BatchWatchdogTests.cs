using BulkExtractor.Batches;
using BulkExtractor.Schedules;
using BulkExtractor.Tests.Batches;

namespace BulkExtractor.Tests.Schedules;

public sealed class BatchWatchdogTests
{
    private readonly KnownBatches _batches = new(Batch(1, unexplained: false), Batch(2, unexplained: true));
    private readonly RecordingLogger<BatchWatchdog> _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_that_nothing_explains_is_told_once_until_it_goes_on()
    {
        var watchdog = new BatchWatchdog(_batches, _log);

        await watchdog.LookAsync(Token);
        await watchdog.LookAsync(Token);
        Assert.Equal(["Batch 2 stands still. It waits for nothing that is known"], _log.Lines);

        _batches.Batches[1] = Batch(2, unexplained: false);
        await watchdog.LookAsync(Token);
        _batches.Batches[1] = Batch(2, unexplained: true);
        await watchdog.LookAsync(Token);
        Assert.Equal(2, _log.Lines.Count());
    }

    private static BatchProgress Batch(long id, bool unexplained) => new()
    {
        BatchId = id,
        Job = "job",
        Source = "in.csv",
        State = "extracting",
        WaitingFor = unexplained ? "nothing that is known" : null,
        Unexplained = unexplained,
    };
}
