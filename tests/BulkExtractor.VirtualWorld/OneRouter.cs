using BulkExtractor.Models;
using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Profiles.Providers;

namespace BulkExtractor.VirtualWorld;

/// <summary>One account whose models share a minute and a day.</summary>
internal static class OneRouter
{
    private const int Context = 131_072;

    public static PlayedAccount Play(Scenario scenario)
    {
        var account = new Account("router", new Uri("http://world/v1"))
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
            {
                [Tier.Free] =
                [
                    new(TimeSpan.FromSeconds(60)) { Requests = scenario.PerMinute },
                    new(null) { Requests = scenario.PerDay },
                ],
            },
        };
        List<PlayedModel> models =
        [
            .. scenario.Models.Select((nature, place) => new PlayedModel(
                new Model($"model-{place + 1}:free", account, Tier.Free, Context) { MaxOutput = 8_192 },
                new ProfileModel($"model-{place + 1}:free") { Context = Context },
                nature)),
        ];
        var profile = new Profile("router", OpenRouter.Profile.Dialect, [.. models.Select(model => model.Profile)])
        {
            Limits =
            [
                ProfileLimit.Requests(scenario.PerMinute, ProfileWindow.Minute) with { CountsRefused = true },
                ProfileLimit.Requests(scenario.PerDay, ProfileWindow.UtcDay) with { CountsRefused = true },
            ],
        };
        return new PlayedAccount(account, profile, models);
    }
}
