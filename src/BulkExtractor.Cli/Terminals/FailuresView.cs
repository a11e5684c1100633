using BulkExtractor.Batches;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows why documents of a batch were given up, and what asks for them again.</summary>
internal static class FailuresView
{
    private const int MostShown = 5;

    public static void Show(IAnsiConsole screen, BatchProgress batch, IReadOnlyList<FailureReason> failures)
    {
        if (failures.Count == 0) return;
        screen.WriteLine($"{batch.Failed} failed:");
        foreach (var failure in failures.Take(MostShown)) screen.WriteLine($"  {failure.Documents} × {failure.Reason}");
        if (failures.Count > MostShown)
            screen.WriteLine($"  and others: bulk export {batch.BatchId} --failed --format csv --out -");
        screen.WriteLine(failures.Any(failure => failure.Chunks > 0)
            ? $"'bulk retry {batch.BatchId}' asks for them again."
            : FailureReason.Advice);
    }

    public static JsonObject AddTo(JsonObject shape, IReadOnlyList<FailureReason> failures)
    {
        shape["failures"] = new JsonArray([.. failures.Select(failure => (JsonNode)new JsonObject
        {
            ["reason"] = failure.Reason,
            ["documents"] = failure.Documents,
        })]);
        return shape;
    }
}
