using System.Security.Cryptography;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>A server with tokens that nobody guesses.</summary>
public sealed class GuardedServer(TestCluster cluster) : IAsyncLifetime
{
    public static readonly string Owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    public static readonly string Renewed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    public static readonly string Reader = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private ServedDashboard? _served;

    internal ServedDashboard Served => _served!;

    public async ValueTask InitializeAsync() =>
        _served = await ServedDashboard.StartAsync(cluster, Owner, Reader);

    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
    }
}
