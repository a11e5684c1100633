using System.Globalization;
using BulkExtractor.Forecasting;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows providers with what is missing to ask them.</summary>
internal static class ProvidersView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ProviderOverview> providers)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Provider", "State", "Rows/day", "Free", "Terms", "Checked");
        foreach (var overview in providers)
        {
            table.AddRow(
                Markup.Escape(overview.Provider.Name),
                Markup.Escape(State(overview)),
                Rows(overview),
                Markup.Escape(string.Join('\n', overview.Limits)),
                Markup.Escape(overview.Provider.Account.Terms ?? ""),
                Checked(overview) ?? "");
        }

        screen.Write(table);
        screen.WriteLine("Rows a day: what the limits allow if it is asked all day, 10 rows of 300 tokens a request.");
    }

    public static void ShowOne(IAnsiConsole screen, ProviderOverview overview)
    {
        var (provider, account) = (overview.Provider, overview.Provider.Account);
        Line("State", State(overview));
        Line("Address", provider.Address);
        Line("Variables", string.Join(", ", provider.Variables.Select(name =>
            provider.Missing.Any(missing => missing.Split('=')[0] == name) ? $"{name} (not set)" : $"{name} (set)")));
        Line("Key", account.SignUp is { } page ? $"from {page}" : "none is wanted");
        foreach (var limit in overview.Limits) Line("Free", limit);
        Line("Rows a day", $"{Rows(overview)} by these limits, 10 rows of 300 tokens a request");
        Line("Models", string.Join(", ", provider.Models.Select(model => model.Id))
            + (account.Discovers ? " and what it lists" : ""));
        Line("Terms", account.Terms ?? "not known");
        if (account.MayTrain) Line("", "takes part only in jobs that say data_collection: allow");
        Line("Checked", Checked(overview) ?? "never");

        void Line(string name, string text)
        {
            if (text.Length > 0) screen.WriteLine($"{name,-11}{text}");
        }
    }

    public static JsonNode Shape(ProviderOverview overview)
    {
        var (provider, account) = (overview.Provider, overview.Provider.Account);
        return new JsonObject
        {
            ["name"] = provider.Name,
            ["state"] = overview.State,
            ["address"] = provider.Address,
            ["variables"] = Texts(provider.Variables),
            ["missing"] = Texts(provider.Missing),
            ["sign_up"] = account.SignUp?.ToString(),
            ["free"] = Texts(overview.Limits),
            ["rows_a_day"] = overview.RowsOfDay,
            ["models"] = Texts(provider.Models.Select(model => model.Id)),
            ["discovers"] = account.Discovers,
            ["terms"] = account.Terms,
            ["trains"] = account.MayTrain,
            ["checked"] = Checked(overview),
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static string State(ProviderOverview overview) => overview.Provider.IsReady
        ? "ready"
        : $"{overview.State}: set {string.Join(" and ", overview.Provider.Missing)}";

    private static string Rows(ProviderOverview overview) =>
        overview.RowsOfDay?.ToString("N0", CultureInfo.InvariantCulture) ?? "not known";

    private static string? Checked(ProviderOverview overview) =>
        overview.Provider.Account.Checked?.ToString("O", CultureInfo.InvariantCulture);
}
