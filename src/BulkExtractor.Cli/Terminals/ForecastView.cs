using BulkExtractor.Forecasting;
using BulkExtractor.Submissions;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what a batch will take, and what would change it.</summary>
internal static class ForecastView
{
    public static void Show(
        IAnsiConsole screen, Submission submission, Forecast forecast, IReadOnlyList<WhatIf> changes)
    {
        screen.WriteLine($"{submission.Tally.Documents} documents take about {forecast.Requests} requests.");
        if (submission.Scans is { } scans) screen.WriteLine($"{scans.Sentence}.");
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("", "Requests", "Probably done", "Nine in ten by");
        Add(table, "as things are", forecast);
        foreach (var change in changes) Add(table, change.Change, change.Outlook);
        screen.Write(table);
    }

    private static void Add(Table table, string name, Forecast forecast) =>
        table.AddRow(Markup.Escape(name), $"{forecast.Requests}", Instant(forecast.P50), Instant(forecast.P90));

    private static string Instant(DateTimeOffset? at) =>
        at is { } instant ? $"{instant.UtcDateTime:ddd yyyy-MM-dd HH:mm:ss} UTC" : "no end in sight";
}
