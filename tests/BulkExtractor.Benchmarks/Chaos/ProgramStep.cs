using Npgsql;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>A step of the program that can be met in its middle, since it waits for a lock on what it writes.</summary>
/// <param name="Table">Whose lock it waits for.</param>
/// <param name="Statement">What its statement holds, as a pattern of SQL's <c>like</c>.</param>
internal sealed record ProgramStep(string Name, string Table, string Statement)
{
    /// <summary>Documents of a submission stream in.</summary>
    public static readonly ProgramStep Submit = new("submit", "bulk.documents", "copy bulk.documents%");

    /// <summary>Documents become chunks.</summary>
    public static readonly ProgramStep Split = new("split", "bulk.duplicates", "%insert into bulk.duplicates%");

    public static readonly ProgramStep Lease = new("lease", "bulk.chunks", "%with leased as%");

    /// <summary>A request asks for its permit.</summary>
    public static readonly ProgramStep Call = new("call", "bulk.attempts", "%bulk.take_permits%");

    public static readonly ProgramStep Record = new("record", "bulk.answers", "%insert into bulk.answers%");

    /// <summary>A file of an inbox is noted.</summary>
    public static readonly ProgramStep Inbox = new("inbox", "bulk.inbox_files", "%insert into bulk.inbox_files%");

    /// <summary>A scheduled export is noted as written.</summary>
    public static readonly ProgramStep Export = new("export", "bulk.inbox_files", "%exported_at = bulk.clock()%");

    /// <summary>A migration is noted as applied.</summary>
    public static readonly ProgramStep Migration =
        new("migration", "bulk.migrations", "%insert into bulk.migrations%");

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Does something to the first session that is in this step, before the step goes on.</summary>
    /// <param name="atMost">How long one is waited for.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> MeetAsync(
        NpgsqlDataSource source, TimeSpan atMost, Action<Session> act, CancellationToken cancellationToken)
    {
        await using var holder = await source.OpenConnectionAsync(cancellationToken);
        await using var held = await holder.BeginTransactionAsync(cancellationToken);
        await using var hold = new NpgsqlCommand($"lock table {Table} in share row exclusive mode", holder);
        await hold.ExecuteNonQueryAsync(cancellationToken);
        await using var watcher = await source.OpenConnectionAsync(cancellationToken);
        var startedAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(startedAt) < atMost)
        {
            if (await FindAsync(watcher, cancellationToken) is { } session)
            {
                act(session);
                return true;
            }

            await Task.Delay(LookInterval, cancellationToken);
        }

        return false;
    }

    private async Task<Session?> FindAsync(NpgsqlConnection watcher, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(
            """
            select application_name, client_port from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like @statement
            limit 1
            """,
            watcher);
        look.Parameters.AddWithValue("statement", Statement);
        await using var found = await look.ExecuteReaderAsync(cancellationToken);
        return await found.ReadAsync(cancellationToken)
            ? new Session(found.GetString(0), found.GetInt32(1))
            : null;
    }
}

/// <summary>A connection of a process, as its server knows it.</summary>
/// <param name="Name">Which the process gave it.</param>
/// <param name="Port">Of its other end.</param>
internal sealed record Session(string Name, int Port);
