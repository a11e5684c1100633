using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Jobs;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what changed in a job since it last ran.</summary>
internal static class DiffView
{
    public static void Show(Terminal terminal, LastBatch last, DefinitionDiff diff, int requests)
    {
        var since = $"since batch {last.BatchId} of {last.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        if (diff.IsEmpty)
        {
            terminal.Say($"Nothing changed {since}: its documents would be answered from earlier results.");
            return;
        }

        terminal.Say($"Changed {since}:");
        foreach (var change in diff.Changes) terminal.Say($"  {change.Field}: {Told(change)}");
        if (diff.AllBecause is { } reason) terminal.Say($"  {reason}, so every field is asked again");
        terminal.Say(
            $"The same {last.Documents} documents would take about {requests} requests"
            + (diff.AllBecause is null && diff.Asked.Count > 0 ? $" for {string.Join(", ", diff.Asked)}." : "."));
    }

    public static JsonObject Shape(LastBatch last, DefinitionDiff diff, int requests) => new()
    {
        ["batch"] = StatusJson.Id(last.BatchId),
        ["since"] = StatusJson.Instant(last.At),
        ["changes"] = new JsonArray(
        [
            .. diff.Changes.Select(change => new JsonObject
            {
                ["field"] = change.Field,
                ["change"] = Name(change.Kind),
                ["keywords"] = Names(change.Keywords),
            }),
        ]),
        ["all_fields_because"] = diff.AllBecause,
        ["asked"] = Names(diff.Asked),
        ["documents"] = last.Documents,
        ["requests"] = requests,
    };

    private static string Told(FieldChange change) => change.Kind == FieldChangeKind.Changed
        ? $"changed ({string.Join(", ", change.Keywords)})"
        : Name(change.Kind);

    private static string Name(FieldChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
