using System.Globalization;
using BulkExtractor.Evaluation;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows how models answered gold.</summary>
internal static class EvaluationView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ModelScore> scores)
    {
        if (scores.Count == 0) return;
        var best = scores.MaxBy(score => (score.Overall.F1, score.RowsPerRequest))!;
        screen.WriteLine(
            $"Best: {best.Model} in packs of {best.Pack}: F1 {Share(best.Overall.F1)}, "
            + $"{best.Lost} of {best.Documents} rows lost, {Rows(best)} rows a request.");
        ShowAll(screen, scores);
        ShowFields(screen, best);
        if (scores.Count > 1) screen.WriteLine("Every field of each: --html FILE, or --json.");
    }

    private static void ShowAll(IAnsiConsole screen, IReadOnlyList<ModelScore> scores)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Model");
        foreach (var column in new[] { "Pack", "F1", "Precision", "Recall", "Lost", "Rows/request" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var score in scores)
        {
            var all = score.Overall;
            table.AddRow(
                Markup.Escape(score.Model),
                $"{score.Pack}",
                Share(all.F1),
                Share(all.Precision),
                Share(all.Recall),
                $"{score.Lost}",
                Rows(score));
        }

        screen.Write(table);
    }

    private static void ShowFields(IAnsiConsole screen, ModelScore best)
    {
        screen.WriteLine($"{best.Model} in packs of {best.Pack}, field by field:");
        var table = new Table().Border(TableBorder.Simple).AddColumn("Field");
        foreach (var column in new[]
        {
            "F1", "Precision", "Recall", "Normalised", "Fuzzy", "Hallucinated", "Missed", "ECE", "Brier",
        })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var field in best.Fields)
        {
            table.AddRow(
                Markup.Escape(field.Field),
                Share(field.F1),
                Share(field.Precision),
                Share(field.Recall),
                Share(field.NormalisedF1),
                Share(field.FuzzyF1),
                $"{field.Hallucinated}",
                $"{field.Missed}",
                Share(field.Reliability?.CalibrationError),
                Share(field.Reliability?.Brier));
        }

        screen.Write(table);
    }

    /// <summary>One object a field.</summary>
    public static IEnumerable<JsonNode> Shapes(ModelScore score) => score.Fields.Select(field => new JsonObject
    {
        ["model"] = score.Model,
        ["pack"] = score.Pack,
        ["field"] = field.Field,
        ["precision"] = Round(field.Precision),
        ["recall"] = Round(field.Recall),
        ["f1"] = Round(field.F1),
        ["f1_normalised"] = Round(field.NormalisedF1),
        ["f1_fuzzy"] = Round(field.FuzzyF1),
        ["gold"] = field.Gold,
        ["hallucinated"] = field.Hallucinated,
        ["missed"] = field.Missed,
        ["wrong"] = field.Wrong,
        ["confidences"] = field.Reliability?.Count ?? 0,
        ["ece"] = Round(field.Reliability?.CalibrationError),
        ["brier"] = Round(field.Reliability?.Brier),
        ["ece_learnt"] = Round(field.Learnt?.CalibrationError),
        ["brier_learnt"] = Round(field.Learnt?.Brier),
        ["documents"] = score.Documents,
        ["lost"] = score.Lost,
        ["requests"] = score.Requests,
        ["rows_per_request"] = Round(score.RowsPerRequest),
    });

    private static string Rows(ModelScore score) => score.RowsPerRequest.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 4) : null;
}
