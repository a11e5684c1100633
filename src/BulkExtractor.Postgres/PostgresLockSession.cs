using System.Data;
using System.Globalization;
using BulkExtractor.BackgroundJobs;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Advisory locks, held by one connection.</summary>
internal sealed class PostgresLockSession(NpgsqlConnection connection) : ILockSession
{
    private bool _held;

    /// <inheritdoc/>
    public bool TryTake(string name, TimeSpan patience)
    {
        _held = true; // or may be, whatever comes of it
        if (patience <= TimeSpan.Zero) return Ask("take_lock", name);
        try
        {
            WaitFor(name, patience);
            return true;
        }
        // A deadlock is somebody who has it and waits for us.
        catch (PostgresException refused) when (refused.SqlState
            is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Release(string name)
    {
        try
        {
            Ask("release_lock", name);
        }
        catch (NpgsqlException)
        {
            // Whatever broke the connection ended the lock with it; if it is not broken, the end of this session does.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_held && connection.State is ConnectionState.Open) EndLocks();
        }
        catch (NpgsqlException)
        {
            // A connection that is broken has no locks, and does not go back to the pool.
        }

        connection.Dispose();
    }

    // Another process waits for them, so they are given back before the connection is.
    private void EndLocks()
    {
        using var command = connection.Prepare("release_locks");
        command.ExecuteNonQuery();
    }

    private bool Ask(string statement, string name)
    {
        using var command = connection.Prepare(statement, Text("name", name));
        return (bool)command.ExecuteScalar()!;
    }

    private void WaitFor(string name, TimeSpan patience)
    {
        var milliseconds = Math.Ceiling(patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        using var command = connection.Prepare("wait_for_lock", Text("name", name), Text("patience", milliseconds));
        command.CommandTimeout = 0; // the server's own time-out is the patience
        command.ExecuteNonQuery();
    }
}
