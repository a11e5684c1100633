using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>Replaces <c>bulk.clock()</c> of one database by a clock that is moved by hand.</summary>
public sealed class ManualDatabaseClock
{
    private readonly NpgsqlDataSource _source;

    private ManualDatabaseClock(NpgsqlDataSource source) => _source = source;

    public static async Task<ManualDatabaseClock> InstallAsync(NpgsqlDataSource source)
    {
        await using var install = source.CreateCommand(
            """
            create table bulk.manual_clock (now timestamptz not null);
            insert into bulk.manual_clock values ('2026-01-27 09:00:00+00');
            create or replace function bulk.clock() returns timestamptz language sql volatile
            as $$ select now from bulk.manual_clock $$;
            """);
        await install.ExecuteNonQueryAsync();
        return new(source);
    }

    public Task<DateTimeOffset> NowAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <summary>Moves the clock on, also back; the new time.</summary>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan span)
    {
        await using var advance = _source.CreateCommand(
            "update bulk.manual_clock set now = now + @span returning now");
        advance.Parameters.AddWithValue("span", span);
        return new DateTimeOffset((DateTime)(await advance.ExecuteScalarAsync())!);
    }

    public async Task SetAsync(DateTimeOffset now)
    {
        await using var set = _source.CreateCommand("update bulk.manual_clock set now = @now");
        set.Parameters.AddWithValue("now", now.ToUniversalTime());
        await set.ExecuteNonQueryAsync();
    }
}
