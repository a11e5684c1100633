using System.Globalization;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Routing;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows models with what is left of their limits.</summary>
internal static class ModelsView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ModelState> models)
    {
        if (models.Count == 0)
        {
            screen.WriteLine("No model can be used: set a key that 'bulk help pool' names, or LOCALAI_ADDRESS.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Model", "Account", "Tier", "State", "Window", "Day", "Success", "Rows/request");
        foreach (var model in models)
        {
            table.AddRow(
                Markup.Escape(model.Model.Id),
                Markup.Escape(model.Model.Account.Name),
                model.Model.Discovered ? $"{Name(model)}, discovered" : Name(model),
                Markup.Escape(State(model)),
                string.Join('\n', Windows(model)),
                Left(model.Day),
                model.Rate is { } rate ? $"{Success(rate):P0}" : "",
                model.Rate is { } brought ? $"{RowsPerRequest(brought):0.0}" : "");
        }

        screen.Write(table);
        foreach (var account in models.Select(model => model.Model.Account).DistinctBy(account => account.Id))
        {
            if (Terms(account) is { } terms) screen.WriteLine(terms);
        }

        SentinelsView.Show(screen, models.SelectMany(model => model.Measured));
    }

    public static JsonNode Shape(ModelState model) => new JsonObject
    {
        ["id"] = model.Model.Id,
        ["account"] = model.Model.Account.Name,
        ["tier"] = Name(model),
        ["discovered"] = model.Model.Discovered,
        ["state"] = model.State,
        ["minute"] = Shape(model.Minute),
        ["day"] = Shape(model.Day),
        ["tokens"] = Shape(model.Tokens),
        ["parallel"] = Shape(model.Parallel),
        ["success"] = model.Rate is { } rate ? Success(rate) : null,
        ["rows_per_request"] = model.Rate is { } brought ? RowsPerRequest(brought) : null,
        ["measured"] = SentinelsView.Shapes(model.Measured),
        ["until"] = model.Until is { } until && until != DateTimeOffset.MaxValue ? StatusJson.Instant(until) : null,
        ["reason"] = model.Reason,
        ["terms"] = model.Model.Account.Terms,
        ["checked"] = model.Model.Account.Checked?.ToString("O", CultureInfo.InvariantCulture),
    };

    public static double Success(ModelRate rate) => Math.Round((double)rate.Answered / rate.Requests, 4);

    public static double RowsPerRequest(ModelRate rate) => Math.Round((double)rate.Rows / rate.Requests, 2);

    private static string Name(ModelState model) => model.Model.Tier.ToString().ToLowerInvariant();

    private static string State(ModelState model) => model switch
    {
        { State: "cooling", Until: { } until } => $"cooling until {until.UtcDateTime:HH:mm:ss} UTC",
        { State: "retired" } => $"retired: {model.Reason}",
        _ => model.State,
    };

    private static string? Terms(Account account) => account switch
    {
        { Terms: { } terms, Checked: { } day } => $"{account.Name}: {terms} (checked {day:O})",
        { Terms: { } terms } => $"{account.Name}: {terms}",
        _ => null,
    };

    private static IEnumerable<string> Windows(ModelState model)
    {
        if (model.Minute is not null) yield return Left(model.Minute);
        if (model.Tokens is { } tokens)
            yield return $"{tokens.Left} of {tokens.Limit} {tokens.Unit} left{Learned(tokens)}";
        if (model.Parallel is { } places) yield return $"{places.Limit - places.Left} of {places.Limit} at once";
    }

    private static string Left(Allowance? allowance) => allowance is null ? ""
        : $"{allowance.Left} of {allowance.Limit} left{Learned(allowance)}";

    private static string Learned(Allowance allowance) => allowance.Learned ? ", as the provider says" : "";

    private static JsonObject? Shape(Allowance? allowance) => allowance is null ? null : new JsonObject
    {
        ["limit"] = allowance.Limit,
        ["left"] = allowance.Left,
        ["learned"] = allowance.Learned,
    };
}
