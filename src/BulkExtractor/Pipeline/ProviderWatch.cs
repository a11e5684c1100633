using System.Collections.Concurrent;
using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Keeps a worker in step with its providers while it works: which models there are, asked daily; what is left of an
/// account's day, asked every 50 requests and whenever a limit of the account refused one.
/// </summary>
public sealed partial class ProviderWatch(
    LivePool pool,
    ModelCatalog catalog,
    DayQuota quota,
    ModelScopes scopes,
    TimeProvider clock,
    ILogger<ProviderWatch> logger)
{
    private const int RequestsBetweenReadings = 50;

    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan UntilReached = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly ConcurrentDictionary<string, Account> _due = new();
    private readonly Signal _changed = new(clock);
    private IReadOnlyList<string> _said = [];

    /// <summary>Makes the pool's models ready to be asked and reads every account's day.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var line in await scopes.OpenAsync(null, pool.Now, cancellationToken)) LogNotice(line);
        foreach (var account in pool.Now.Accounts) await ReadDayAsync(account, cancellationToken);
    }

    /// <summary>Learns of a request that was sent.</summary>
    public void Note(Account account, ModelReply reply)
    {
        var sent = _requests.AddOrUpdate(account.Id, 1, (_, count) => count + 1);
        if (sent % RequestsBetweenReadings != 0 && reply.Failure?.Hit is not { OfModel: false }) return;
        _due[account.Id] = account;
        _changed.Set();
    }

    /// <summary>Watches until the work has ended.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, stop);
        try
        {
            await WatchAsync(either.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody needs to know any more.
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var askedAt = clock.GetTimestamp();
        while (true)
        {
            var rest = NextLook() - clock.GetElapsedTime(askedAt);
            await _changed.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, CancellationToken.None, stop);
            foreach (var id in _due.Keys)
            {
                if (_due.TryRemove(id, out var account)) await ReadDayAsync(account, stop);
            }

            if (clock.GetElapsedTime(askedAt) < NextLook()) continue;
            askedAt = clock.GetTimestamp();
            await RefreshAsync(stop);
        }
    }

    // A provider that was never reached is asked again soon.
    private TimeSpan NextLook() =>
        pool.Now.Accounts.Any(a => a.Discovers && !pool.Now.Models.Any(m => m.Listed && m.Account.Id == a.Id))
            ? UntilReached
            : Daily;

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var found = await catalog.RefreshAsync(pool.Now, cancellationToken);
        var smaller = await scopes.OpenAsync(pool.Now, found.Pool, cancellationToken);
        pool.Change(found.Pool);
        foreach (var line in found.Problems.Except(_said).Concat(found.Notices).Concat(smaller)) LogNotice(line);
        _said = found.Problems;
    }

    private async Task ReadDayAsync(Account account, CancellationToken cancellationToken)
    {
        var reading = await quota.ReadAsync(account, cancellationToken);
        if (reading.Notice is { } notice) LogNotice(notice);
    }

    [LoggerMessage(LogLevel.Warning, "{Notice}")]
    private partial void LogNotice(string notice);
}
