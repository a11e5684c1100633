using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;

namespace BulkExtractor.Cli.Work;

/// <summary>
/// Ends a drain that the database does not let come to its end: what is leased comes due by itself, and what was not
/// recorded is asked again.
/// </summary>
internal sealed class Departure(Database database, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    // An outage that is told as one.
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    // Longer than a healthy database takes to hear that nothing is under way any more.
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(10);

    // An answer is worth waiting for a restart of the database.
    private static readonly TimeSpan LongestForAnswers = TimeSpan.FromSeconds(30);

    /// <summary>The work that may have requests under way.</summary>
    public ExtractionPipeline? Pipeline { get; set; }

    /// <summary>Cancels the work when a drain has nothing more to wait for.</summary>
    /// <param name="ended">The work has ended.</param>
    public async Task WatchAsync(CancellationTokenSource work, CancellationToken drain, CancellationToken ended)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(drain, ended);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var began = clock.GetTimestamp();
        var idleSince = began;
        while (!ended.IsCancellationRequested)
        {
            if (Pipeline?.IsUnderWay is true) idleSince = clock.GetTimestamp();
            if (IsInVain(clock.GetElapsedTime(began), clock.GetElapsedTime(idleSince)))
            {
                terminal.Warn("The database does not answer: leaving what comes due again by itself.");
                await work.CancelAsync();
                return;
            }

            await Task.Delay(Interval, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsInVain(TimeSpan draining, TimeSpan idle) =>
        (draining > LongestForAnswers
            && (database.FailingFor > LongestForAnswers || database.HeldUpFor > LongestForAnswers))
        || (Pipeline?.IsUnderWay is not true && database.FailingFor > Away)
        || (Pipeline?.HasEnded is not true && idle > LongestGoodbye);
}
