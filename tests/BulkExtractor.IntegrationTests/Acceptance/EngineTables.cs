using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>The tables of whichever engine runs a database's background jobs.</summary>
internal static class EngineTables
{
    /// <summary>Whether a background job recurs.</summary>
    public static async Task<bool> RecursAsync(TestDatabase database, string id) => await NameAsync(database) switch
    {
        "Quartz" => await database.ReadAsync<bool>(
            $"select exists (select from bulk.quartz_triggers where trigger_name = '{id}')"),
        "Hangfire" => await database.ReadAsync<bool>(
            $"select exists (select from hangfire.set where key = 'recurring-jobs' and value = '{id}')"),
        _ => false,
    };

    /// <summary>Lets recurring jobs be due, as if their time had come.</summary>
    /// <param name="like">Their ids.</param>
    /// <param name="from">When, seen from now.</param>
    public static async Task MakeDueAsync(TestDatabase database, string like, string from) =>
        await database.ExecuteAsync(await NameAsync(database) == "Quartz"
            // In ticks of 100 ns since the year 1.
            ? $"""
                update bulk.quartz_triggers
                set next_fire_time =
                  (extract(epoch from clock_timestamp() + {from}) * 10000000)::bigint + 621355968000000000
                where trigger_name like '{like}'
                """
            // Looked up by seconds since 1970; the time is then counted from the last run's, in milliseconds.
            : $"""
                insert into hangfire.hash (key, field, value)
                select 'recurring-job:' || value, 'LastExecution',
                  (extract(epoch from clock_timestamp() - interval '2 years') * 1000)::bigint::text
                from hangfire.set
                where key = 'recurring-jobs' and value like '{like}'
                on conflict (key, field) do update set value = excluded.value;
                update hangfire.set
                set score = extract(epoch from clock_timestamp() + {from})::bigint
                where key = 'recurring-jobs' and value like '{like}'
                """);

    // A worker notes it before it registers what recurs.
    private static async Task<string> NameAsync(TestDatabase database) =>
        await database.ReadAsync<string>("select coalesce((select name from bulk.background_engine), '')");
}
