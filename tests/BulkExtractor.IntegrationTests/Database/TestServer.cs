using BulkExtractor.Basics;
using DotNet.Testcontainers.Builders;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>The PostgreSQL server of a run's databases; it forgets everything when the machine dies.</summary>
internal abstract class TestServer : IAsyncDisposable
{
    /// <summary>Settings without which the tests would wait for disks or run out of connections.</summary>
    protected static readonly string[] Hasty =
        ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300"];

    /// <summary>What a run says about it.</summary>
    public abstract string Description { get; }

    /// <summary>How to connect to its first database as a superuser.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The one that BULK_TEST_DATABASE names; else a container, or a cluster without an engine.</summary>
    public static async Task<TestServer> ChooseAsync() =>
        Environment.GetEnvironmentVariable("BULK_TEST_DATABASE") switch
        {
            "container" => await ContainerServer.StartAsync(),
            "embedded" => await EmbeddedServer.StartAsync(Hasty),
            null or "" => await StartAnyAsync(),
            var other => throw new InputException(
                $"BULK_TEST_DATABASE is '{other}'; allowed: container, embedded, or nothing"),
        };

    public abstract ValueTask DisposeAsync();

    private static async Task<TestServer> StartAnyAsync()
    {
        try
        {
            return await ContainerServer.StartAsync();
        }
        catch (DockerUnavailableException)
        {
            return await EmbeddedServer.StartAsync(Hasty);
        }
    }
}
