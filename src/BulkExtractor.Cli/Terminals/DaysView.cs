using BulkExtractor.Limits;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what is left of accounts' days.</summary>
internal static class DaysView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<DayLeft> days)
    {
        foreach (var day in days)
        {
            var learned = day.Learned ? ", as the provider says" : "";
            screen.WriteLine($"{day.Account}: {day.Left} of {day.Limit} {day.Tier} requests are left today{learned}.");
        }
    }

    public static JsonObject AddTo(JsonObject shape, IReadOnlyList<DayLeft> days)
    {
        shape["left_today"] = days.Count == 0 ? null : days.Sum(day => day.Left);
        shape["days"] = new JsonArray(
        [
            .. days.Select(day => new JsonObject
            {
                ["account"] = day.Account,
                ["tier"] = day.Tier,
                ["limit"] = day.Limit,
                ["left"] = day.Left,
                ["learned"] = day.Learned,
            }),
        ]);
        return shape;
    }
}
