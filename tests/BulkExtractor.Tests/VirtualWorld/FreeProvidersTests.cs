using BulkExtractor.Forecasting;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.VirtualWorld;

/// <summary>The pipeline on free plans that ration differently.</summary>
public sealed class FreeProvidersTests(ITestOutputHelper output)
{
    private static readonly TimeZoneInfo California = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    [Fact]
    public void Packs_of_two_sizes_fill_a_minute_that_holds_no_two_full_ones()
    {
        var gemma = FreeProviders.Play("google", model => model.Id == "gemma-4-31b-it");

        var day = new PlayedDay(1, [gemma], 3_000, TimeSpan.FromDays(1));

        output.WriteLine($"{day}");
        Assert.Equal((0, 0), (day.Told.Failed, day.Told.Refusals.Values.Sum()));
        Assert.InRange(day.Share, 0.85, 1);
    }

    [Fact]
    public void One_request_at_a_time_keeps_a_model_busy()
    {
        var day = new PlayedDay(1, ["zai"], 4_000);

        output.WriteLine($"{day}");
        Assert.Equal((0, 0), (day.Told.Failed, day.Told.Crowded));
        Assert.InRange(day.Share, 0.8, 1);
    }

    [Fact]
    public void A_window_that_is_longer_than_a_minute_is_never_over_full()
    {
        var day = new PlayedDay(1, ["nvidia"], 3_000);

        output.WriteLine($"{day}");
        Assert.Equal((0, 0), (day.Told.Failed, day.Told.Refusals.Values.Sum()));
    }

    [Theory]
    [InlineData("2026-03-07T08:00Z")] // summer time begins on the next day
    [InlineData("2026-10-31T07:00Z")] // and ends on the next day
    public void Of_a_spent_day_one_vain_request_tells_until_midnight_where_the_account_is(string start)
    {
        var flash = FreeProviders.Play("google", model => model.Id == "gemini-3.5-flash");
        var untold = flash with { Models = [.. flash.Models.Select(WithoutDay)] };
        var scenario = PlayedDay.ScenarioOf(1, [untold], 5_000) with
        {
            Start = DateTimeOffset.Parse(start, null),
            Upstream = 0,
        };

        var told = new World(scenario).Run(TimeSpan.FromHours(74));

        output.WriteLine($"{told.Requests} requests; refused {string.Join(", ", told.Refusals)}");
        Assert.Equal(4 * 20, told.Requests - told.OverDay);
        Assert.InRange(told.OverDay, 1, 4);
    }

    [Fact]
    public void The_finish_is_forecast_where_tokens_of_a_minute_bound_it()
    {
        var errors = Enumerable.Range(1, 10).Select(ErrorOf).Select(Math.Abs).Order().ToList();

        Assert.InRange((errors[4] + errors[5]) / 2, 0, 0.1);
    }

    // How much later than forecast at submission a batch ends, as a share of the time that it takes.
    private double ErrorOf(int seed)
    {
        var groq = FreeProviders.Play("groq", model => model.Id.StartsWith("openai/", StringComparison.Ordinal));
        var scenario = PlayedDay.ScenarioOf(seed, [groq], 242) with { Workers = 1, TokensOfDocument = 90 };
        var world = new World(scenario);
        var batch = world.Batches[0];
        var loads = new PackLoads(batch.Definition, batch.Settings, world.Models, new([], []), 90) { Chunks = 242 };
        var capacities = new AccountCapacities(null!, null!, parallelism: 32);
        var details = ForecastDetails.Of(
            new RequestHistory([]).Apply(new Workload(scenario.Documents, loads.Grow()), ofOthers: true),
            capacities.Imagine(AccountTier.Group(world.Models), loads),
            scenario.Start);

        var took = world.Run(TimeSpan.FromDays(1)).LastRowAt;

        var error = (took - (details.Forecast.P50!.Value - scenario.Start)) / took;
        output.WriteLine($"seed {seed}: took {took.TotalSeconds:0} s, {error:+0.0 %;-0.0 %} after its forecast");
        return error;
    }

    private static PlayedModel WithoutDay(PlayedModel played) => played with
    {
        Model = played.Model with
        {
            Account = played.Model.Account with { Day = California },
            Limits = [new Limit(TimeSpan.FromSeconds(60)) { Requests = 5 }],
        },
    };
}
