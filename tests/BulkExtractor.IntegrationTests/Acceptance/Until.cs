namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Waits for what another process brings about and does not tell.</summary>
internal static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until a condition holds; fails when that takes too long.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> holds, TimeSpan? atMost = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(atMost ?? TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(Interval);
        while (!await holds())
        {
            Assert.False(deadline.IsCancellationRequested, $"This did not happen in time: {what}.");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
