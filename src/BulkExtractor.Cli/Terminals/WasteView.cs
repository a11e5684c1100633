using BulkExtractor.Batches;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows on what a batch's requests were wasted.</summary>
internal static class WasteView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<WastedOn> waste)
    {
        if (waste.Count == 0) return;
        var kinds = waste.Select(wasted => $"{wasted.Requests} {wasted.Kind.Replace('_', ' ')}");
        screen.WriteLine($"Wasted on: {string.Join(", ", kinds)}.");
    }

    public static JsonObject AddTo(JsonObject shape, IReadOnlyList<WastedOn> waste)
    {
        shape["wasted_on"] = new JsonObject(
            waste.Select(wasted => KeyValuePair.Create(wasted.Kind, (JsonNode?)wasted.Requests)));
        return shape;
    }
}
