namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Submits batches one by one, so that there is always work while faults happen.</summary>
internal sealed class Feed(ChaosSite site, SemaphoreSlim databaseUp, Log log)
{
    private const int OpenAtOnce = 2;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, long> _accepted = [];

    /// <summary>The number under which each batch was accepted.</summary>
    public IReadOnlyDictionary<int, long> Accepted => _accepted;

    /// <summary>Submissions that were refused though the database was there.</summary>
    public int Refused { get; private set; }

    /// <summary>Submits the next batch as soon as fewer than two are open, until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested && _accepted.Count < site.Notes.Batches)
        {
            await databaseUp.WaitAsync(cancellationToken);
            try
            {
                if (await CountOpenAsync(cancellationToken) < OpenAtOnce) await SubmitAsync(cancellationToken);
            }
            finally
            {
                databaseUp.Release();
            }

            await Task.Delay(LookInterval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The batches that are not finished.</summary>
    public async Task<long> CountOpenAsync(CancellationToken cancellationToken) => _accepted.Count == 0
        ? 0
        : await site.ReadAsync<long>(
            "select count(*) from bulk.batches where finished_at is null", cancellationToken);

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        var batch = _accepted.Count;
        var ended = await site.SubmitAsync(batch, cancellationToken);
        if (ended.Code == 0)
        {
            _accepted[batch] = ChaosSite.NumberIn(ended);
            log.Say($"batch {_accepted[batch]} is submitted");
            return;
        }

        Refused++;
        log.Say($"a submission ended with exit code {ended.Code}: {ended.LastError}");
    }
}
