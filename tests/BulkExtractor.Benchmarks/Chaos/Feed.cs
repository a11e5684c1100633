namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>
/// Submits batches one by one, every third by the inbox, so that there is always work while faults happen.
/// </summary>
internal sealed class Feed(ChaosSite site, SemaphoreSlim databaseUp, Log log)
{
    private const int OpenAtOnce = 3;
    private const int EachForInbox = 3;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, long> _accepted = [];
    private readonly List<int> _put = [];
    private int _next;

    /// <summary>The number under which each batch was accepted.</summary>
    public IReadOnlyDictionary<int, long> Accepted => _accepted;

    /// <summary>The batches that were put into the inbox.</summary>
    public IReadOnlyCollection<int> Put => _put;

    /// <summary>Submissions that were refused though the database was there.</summary>
    public int Refused { get; private set; }

    /// <summary>Submits the next batch as soon as fewer than three are open, until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            await databaseUp.RunAsync(() => StepAsync(cancellationToken), cancellationToken);
            await Task.Delay(LookInterval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until nothing is open any more.</summary>
    public async Task EndAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(startedAt) < atMost)
        {
            if (await CountOpenAsync(cancellationToken) == 0 && CountUnexported() == 0) return;
            await AskRunAsync(cancellationToken);
            await Task.Delay(LookInterval, cancellationToken);
        }
    }

    /// <summary>The files of the inbox whose export is not there.</summary>
    public int CountUnexported() => _put.Count(batch => !File.Exists(site.Inbox.ExportOf(batch)));

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        await AskRunAsync(cancellationToken);
        if (_next == site.Notes.Batches || await CountOpenAsync(cancellationToken) >= OpenAtOnce) return;
        if (_next % EachForInbox == EachForInbox - 1) PutNext();
        else await SubmitAsync(cancellationToken);
    }

    private async Task<long> CountOpenAsync(CancellationToken cancellationToken) => _accepted.Count == 0
        ? 0
        : await site.ReadAsync<long>(
            "select count(*) from bulk.batches where finished_at is null", cancellationToken);

    private void PutNext()
    {
        site.Inbox.Put(site.Notes.Write(_next));
        _put.Add(_next++);
    }

    // A run takes the files that lie there then; those that come later need another one.
    private async Task AskRunAsync(CancellationToken cancellationToken)
    {
        if (CountUnexported() == 0) return;
        var open = await site.ReadAsync<long>(
            "select count(*) from bulk.nightly_runs where state <> 'finished'", cancellationToken);
        if (open > 0) return;
        var ended = await site.Program.RunAsync(cancellationToken, "schedule", "run", NightlyInbox.Job);
        if (ended.Code != 0) Refuse("a run", ended);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        var ended = await site.SubmitAsync(_next, cancellationToken);
        if (ended.Code == 0) Accept(ChaosSite.NumberIn(ended));
        else if (!ended.WasKilled) Refuse("a submission", ended);
        else if (await site.FindAsync(_next, cancellationToken) is [var number, ..]) Accept(number);
    }

    private void Accept(long number)
    {
        _accepted[_next++] = number;
        log.Say($"batch {number} is submitted");
    }

    private void Refuse(string what, Surroundings.Ended ended)
    {
        Refused++;
        log.Say($"{what} ended with exit code {ended.Code}: {ended.LastError}");
    }
}
