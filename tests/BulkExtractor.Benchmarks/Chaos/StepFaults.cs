using BulkExtractor.Benchmarks.Surroundings;
using Npgsql;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Kills and cuts exactly in the middle of a step of the program.</summary>
internal sealed class StepFaults(NpgsqlDataSource source, MeasuredProgram program, CuttingProxy proxy)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromMilliseconds(200);

    /// <summary>Kills whoever comes to the step first; null where nobody did.</summary>
    public Task<DateTimeOffset?> KillAsync(ProgramStep step, CancellationToken cancellationToken) =>
        MeetAsync(step, Kill, cancellationToken);

    /// <summary>Lets whoever comes to the step first end it, and cuts it off from the word of that.</summary>
    public Task<DateTimeOffset?> CutAsync(ProgramStep step, CancellationToken cancellationToken) =>
        MeetAsync(step, Cut, cancellationToken);

    public void Kill(Session session) => program.Find(session.Name)?.Kill();

    public void Cut(Session session) => proxy.CutAnswer(session.Port);

    // Another fault may take the database away meanwhile.
    private async Task<DateTimeOffset?> MeetAsync(
        ProgramStep step, Action<Session> act, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (LongestWait - TimeProvider.System.GetElapsedTime(startedAt) is { Ticks: > 0 } left)
        {
            try
            {
                if (await step.MeetAsync(source, left, act, cancellationToken)) return TimeProvider.System.GetUtcNow();
            }
            catch (NpgsqlException)
            {
                await Task.Delay(UntilNextTry, cancellationToken);
            }
        }

        return null;
    }
}
