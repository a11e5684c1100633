using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Hangfire's tables.</summary>
internal static class EngineTables
{
    /// <summary>Whether so many background jobs recur: a worker registers them beside its work, one by one.</summary>
    /// <param name="like">Their ids.</param>
    public static async Task<bool> RecursAsync(TestDatabase database, string like, int jobs = 1) =>
        await database.ReadAsync<bool>("select to_regclass('hangfire.set') is not null")
        && await database.ReadAsync<int>(
            $"select count(*)::int from hangfire.set where key = 'recurring-jobs' and value like '{like}'") >= jobs;

    /// <summary>Lets recurring jobs be due, as if their time had come.</summary>
    /// <param name="like">Their ids.</param>
    /// <param name="from">When, seen from now.</param>
    /// <remarks>
    /// Looked up by seconds since 1970; the time is then counted from the last run's, in milliseconds.
    /// </remarks>
    public static Task MakeDueAsync(TestDatabase database, string like, string from) => database.ExecuteAsync($"""
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
}
