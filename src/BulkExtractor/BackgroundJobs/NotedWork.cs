namespace BulkExtractor.BackgroundJobs;

/// <summary>Background work whose every run is noted: when, where, and what became of it.</summary>
public sealed class NotedWork(IBackgroundWork work, JobRunNotes notes) : IBackgroundWork
{
    /// <inheritdoc/>
    public string Name => work.Name;

    /// <inheritdoc/>
    public async Task RunAsync(string argument, CancellationToken cancellationToken)
    {
        var id = argument.Length == 0 ? work.Name : $"{work.Name}-{argument}";
        var run = await notes.Start(new BackgroundJob(id, work.Name, argument), cancellationToken);
        var (outcome, reason) = ("failed", (string?)"it ended without a word");
        try
        {
            await work.RunAsync(argument, cancellationToken);
            (outcome, reason) = ("done", null);
        }
        catch (OperationCanceledException)
        {
            (outcome, reason) = ("stopped", null);
            throw;
        }
        catch (InputException mistake)
        {
            reason = mistake.Message;
            throw;
        }
        finally
        {
            // Also when it was stopped, so this must not be.
            await notes.End(run, outcome, reason, CancellationToken.None);
        }
    }
}

/// <summary>Where runs are noted.</summary>
/// <param name="Start">Notes that a run begins; its number.</param>
/// <param name="End">Notes what became of a run: done, failed or stopped, and why.</param>
public sealed record JobRunNotes(
    Func<BackgroundJob, CancellationToken, Task<long>> Start,
    Func<long, string, string?, CancellationToken, Task> End);
