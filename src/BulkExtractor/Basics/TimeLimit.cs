namespace BulkExtractor.Basics;

/// <summary>Gives work up that takes too long.</summary>
internal static class TimeLimit
{
    /// <summary>What the work brings; what is said instead where it was given up.</summary>
    /// <param name="work">Ends when its token is cancelled.</param>
    public static async Task<T> RunAsync<T>(
        TimeSpan limit,
        TimeProvider clock,
        Func<CancellationToken, Task<T>> work,
        Func<T> late,
        CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return late();
        }
    }
}
