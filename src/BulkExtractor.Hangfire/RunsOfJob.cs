using BulkExtractor.BackgroundJobs;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage.Monitoring;

namespace BulkExtractor.Hangfire;

/// <summary>Reads the runs of a job out of the states that it went through.</summary>
internal static class RunsOfJob
{
    /// <param name="history">The newest state first.</param>
    /// <param name="alive">The servers that are there.</param>
    public static IEnumerable<JobExecution> Read(
        JobKind kind, IEnumerable<StateHistoryDto> history, IReadOnlySet<string> alive)
    {
        var states = history.Reverse().ToList();
        for (var index = 0; index < states.Count; index++)
        {
            if (states[index].StateName != ProcessingState.StateName) continue;
            var next = index + 1 < states.Count ? states[index + 1] : null;
            if (Describe(kind, states[index], next, alive) is { } run) yield return run;
        }
    }

    private static JobExecution? Describe(
        JobKind kind, StateHistoryDto began, StateHistoryDto? next, IReadOnlySet<string> alive)
    {
        var server = Read(began, "ServerId") ?? "";
        return next?.StateName switch
        {
            null when alive.Contains(server) => Run("running", null),
            null or "Processing" or "Enqueued" => Run("lost", "its process ended before it was done"),
            "Succeeded" => Run("done", null) with { Result = ResultOf(next) },
            "Failed" when IsStop(next) => Run("stopped", null),
            "Failed" => Run("failed", Read(next, "ExceptionMessage")),
            // It was not its turn.
            _ => null,
        };

        JobExecution Run(string outcome, string? reason) => new(
            kind.Id,
            kind.Name,
            server.Split(':')[0],
            Instants.InUtc(began.CreatedAt)!.Value,
            outcome is "running" or "lost" ? null : Instants.InUtc(next!.CreatedAt))
        {
            Outcome = outcome,
            Reason = reason?.Split('\n')[0].TrimEnd(),
        };
    }

    private static bool IsStop(StateHistoryDto failed) =>
        Read(failed, "ExceptionType")?.Contains("Cancel", StringComparison.Ordinal) is true;

    private static string? Read(StateHistoryDto state, string name) =>
        state.Data.TryGetValue(name, out var value) ? value : null;

    private static string? ResultOf(StateHistoryDto done) =>
        Read(done, "Result") is { } stored
            ? SerializationHelper.Deserialize<object>(stored, SerializationOption.User) as string
            : null;
}
