namespace BulkExtractor.IntegrationTests.Database;

/// <summary>
/// A server for the tests of one class, which stop and start it at will, one after the other; it keeps what was
/// committed.
/// </summary>
public sealed class DurableCluster : IAsyncLifetime
{
    private TestCluster? _cluster;
    private bool _isDown;

    /// <summary>The server with its databases.</summary>
    public TestCluster Server => _cluster ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartDurableAsync();

    /// <summary>Stops it as a power cut would, without ending sessions.</summary>
    public async Task StopImmediatelyAsync()
    {
        _isDown = true;
        await Server.StopImmediatelyAsync();
    }

    /// <summary>Starts it again at its port, if it was stopped.</summary>
    public async Task StartAgainAsync()
    {
        if (_isDown) await Server.StartAgainAsync();
        _isDown = false;
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
