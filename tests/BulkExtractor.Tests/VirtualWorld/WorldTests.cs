namespace BulkExtractor.Tests.VirtualWorld;

public sealed class WorldTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    // Small days, so that many of them pass.
    private static readonly Scenario Rough = new(1)
    {
        Documents = 4_000,
        PerDay = 100,
        Upstream = 0.1,
        BetweenOutages = TimeSpan.FromHours(2),
        BetweenCrashes = TimeSpan.FromMinutes(30),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void In_a_rough_world_every_document_comes_once_and_no_limit_is_broken(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");

        var told = new World(Rough with { Seed = seed }).Run(Month);

        TestContext.Current.TestOutputHelper?.WriteLine($"{told}");
        Assert.Equal((0, 0, 0), (told.Open, told.Failed, told.Doubles));
        Assert.Equal((0, 0), (told.OverMinute, told.OverDay));
        Assert.Equal(Rough.Documents, told.RowsByDay.Sum());
    }

    [Fact]
    public void The_same_seed_tells_the_same()
    {
        Assert.Equal(Told(), Told());

        static (TimeSpan, int, string) Told()
        {
            var told = new World(Rough with { Documents = 1_000 }).Run(Month);
            return (told.End, told.Requests, string.Join(' ', told.RowsByDay));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void After_the_last_fault_all_is_read_as_fast_as_the_minute_allows(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var scenario = Rough with { Seed = seed, PerDay = 100_000, Documents = 30_000, LastFault = TwoHours };

        var told = new World(scenario).Run(Month);

        TestContext.Current.TestOutputHelper?.WriteLine($"{told}");
        Assert.Equal((0, 0), (told.Open, told.OverMinute));
        Assert.InRange(told.End, TimeSpan.Zero, TwoHours + TimeSpan.FromMinutes(100));
    }
}
