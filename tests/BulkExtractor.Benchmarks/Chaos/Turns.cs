namespace BulkExtractor.Benchmarks.Chaos;

internal static class Turns
{
    /// <summary>Does something while nobody else has the turn.</summary>
    public static async Task RunAsync(this SemaphoreSlim turn, Func<Task> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
