using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using Spectre.Console;
using static System.FormattableString;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows how models read sentinels, and who is benched for that.</summary>
internal static class SentinelsView
{
    public static void Show(IAnsiConsole screen, IEnumerable<MeasuredModel> models)
    {
        foreach (var (job, standing) in models)
        {
            if (standing.Accuracy.Share is { } share)
                screen.WriteLine(Invariant(
                    $"{job}: {standing.Model} reads {share:P0} of sentinels' fields rightly ({Fields(standing)})."));
            if (standing.Quarantine is { } bench)
                screen.WriteLine(
                    $"{job}: {standing.Model} is benched since {Hour(bench.Since)}: {bench.Reason}; "
                    + $"it may show itself again at {Hour(bench.TrialAt)}.");
        }
    }

    public static void Show(IAnsiConsole screen, IReadOnlyList<MeasuredModel> models, int takenBack)
    {
        Show(screen, models);
        if (takenBack > 0)
            screen.WriteLine($"Asked again: {takenBack} documents, since their model misread sentinels.");
    }

    public static JsonObject AddTo(JsonObject shape, IReadOnlyList<MeasuredModel> models, int takenBack)
    {
        shape["taken_back"] = takenBack;
        shape["measured"] = new JsonArray([.. models.Select(model => Shape(model, ("model", model.Standing.Model)))]);
        return shape;
    }

    public static JsonArray Shapes(IEnumerable<MeasuredModel> models) =>
        new([.. models.Select(model => Shape(model, ("job", model.Job)))]);

    private static JsonObject Shape(MeasuredModel model, (string Name, string Value) of) => new JsonObject
    {
        [of.Name] = of.Value,
        ["accuracy"] = Rounded(model.Standing.Accuracy.Share),
        ["fields"] = new JsonObject(
            model.Standing.Accuracy.Fields.Select(field => KeyValuePair.Create(field.Field, (JsonNode?)Shape(field)))),
        ["benched"] = model.Standing.Quarantine is not { } bench ? null : new JsonObject
        {
            ["reason"] = bench.Reason,
            ["since"] = StatusJson.Instant(bench.Since),
            ["trial_at"] = StatusJson.Instant(bench.TrialAt),
        },
    };

    private static JsonObject Shape(FieldAccuracy field) => new JsonObject
    {
        ["accuracy"] = Rounded(field.Share),
        ["right"] = Math.Round(field.Right, 2),
        ["wrong"] = Math.Round(field.Wrong, 2),
        ["missed"] = Math.Round(field.Missed, 2),
    };

    private static string Fields(ModelAccuracy standing) =>
        string.Join(", ", standing.Accuracy.Fields.Select(field => Invariant($"{field.Field} {field.Share:P0}")));

    private static double? Rounded(double? share) => share is { } known ? Math.Round(known, 4) : null;

    private static string Hour(DateTimeOffset at) => Invariant($"{at.UtcDateTime:HH:mm} UTC");
}
