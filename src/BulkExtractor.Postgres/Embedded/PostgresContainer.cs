using System.Net;
using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Basics;
using Npgsql;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>PostgreSQL in a container, for machines with a Docker engine but without PostgreSQL.</summary>
internal static class PostgresContainer
{
    private const string Image = "postgres:17";

    /// <summary>The address of this checkout's container, made or started if need be; null without an engine.</summary>
    public static async Task<string?> StartAsync(string checkout, CancellationToken cancellationToken)
    {
        if (Command.Find("docker") is not { } docker) return null;
        if (!(await Command.RunAsync(docker, ["version"], cancellationToken)).Succeeded) return null;

        var name = $"bulkextractor-{HashOf(checkout)}";
        var started = await Command.RunAsync(docker, ["start", name], cancellationToken);
        if (!started.Succeeded) started = await Command.RunAsync(docker, RunArguments(name), cancellationToken);
        if (!started.Succeeded) throw new InputException($"No PostgreSQL in a container: {Reason(started)}");
        return await AddressAsync(docker, name, cancellationToken);
    }

    /// <summary>Why the engine's client failed: after its reason it points to its own help.</summary>
    internal static string Reason(CommandResult failed) =>
        failed.ReasonIn(line => line.StartsWith("docker:", StringComparison.Ordinal));

    private static string[] RunArguments(string name) =>
    [
        "run", "--detach", "--name", name, "--publish", "127.0.0.1::5432",
        "--env", $"POSTGRES_USER={ClusterMaker.Superuser}",
        "--env", $"POSTGRES_PASSWORD={RandomNumberGenerator.GetHexString(32, lowercase: true)}", Image,
    ];

    private static async Task<string> AddressAsync(string docker, string name, CancellationToken cancellationToken)
    {
        var port = await Command.RunAsync(docker, ["port", name, "5432/tcp"], cancellationToken);
        string[] print = ["exec", name, "printenv", "POSTGRES_PASSWORD"];
        var password = await Command.RunAsync(docker, print, cancellationToken);
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = IPEndPoint.Parse(port.LastLine).Port,
            Username = ClusterMaker.Superuser,
            Password = password.LastLine,
            Database = "postgres",
        }.ConnectionString;
    }

    private static string HashOf(string checkout) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..12];
}
