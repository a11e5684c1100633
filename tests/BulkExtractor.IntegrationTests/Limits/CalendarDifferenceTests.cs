using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Limits;

public sealed class CalendarDifferenceTests(TestCluster cluster)
{
    private const int Instants = 4_000;

    // Among them are midnights that come twice (Havana) or not at all (Santiago, Beirut), and halves of an hour.
    private static readonly string[] Zones =
    [
        "UTC", "America/Los_Angeles", "Europe/Berlin", "America/Havana", "America/Santiago", "Asia/Beirut",
        "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Shanghai", "Pacific/Chatham",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_database_has_the_days_and_months_that_the_rules_have(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var test = await TestDatabase.CreateAsync(cluster);
        var asked = Enumerable.Range(0, Instants).Select(_ => Draw(random)).ToList();

        await using var read = test.DataSource.CreateCommand(
            """
            select bulk.window_day(monthly, zone, at), bulk.midnight(bulk.window_day(monthly, zone, at), zone),
              bulk.window_end(monthly, zone, at)
            from unnest(@monthlies, @zones, @instants) with ordinality as asked (monthly, zone, at, place)
            order by place
            """);
        read.Parameters.AddWithValue("monthlies", asked.Select(one => one.Window.Monthly).ToArray());
        read.Parameters.AddWithValue("zones", asked.Select(one => one.Window.Zone.Id).ToArray());
        read.Parameters.AddWithValue("instants", asked.Select(one => one.At.UtcDateTime).ToArray());
        await using var rows = await read.ExecuteReaderAsync(Token);
        foreach (var (window, at) in asked)
        {
            await rows.ReadAsync(Token);
            Assert.Equal(
                (window.Zone.Id, at, window.DateOf(at), window.StartOf(at).UtcDateTime, window.EndOf(at).UtcDateTime),
                (window.Zone.Id, at, rows.GetFieldValue<DateOnly>(0), rows.GetDateTime(1), rows.GetDateTime(2)));
        }
    }

    // Every second one lies within two hours of the end of a day.
    private static (CalendarWindow Window, DateTimeOffset At) Draw(Random random)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(2 * 525_600));
        var window = new CalendarWindow(zone, Monthly: random.Next(3) == 0);
        return random.Next(2) == 0 ? (window, at) : (window, window.EndOf(at).AddMinutes(random.Next(-120, 120)));
    }
}
