using System.Globalization;
using BulkExtractor.Evaluation;
using BulkExtractor.Quality;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows how models answered gold.</summary>
internal static class EvaluationView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ModelScore> scores)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Model", "Pack", "Field", "Precision", "Recall", "F1", "Normalised", "Fuzzy");
        table.AddColumns("Hallucinated", "Missed", "Lost", "Rows/request", "ECE", "Brier");
        foreach (var score in scores)
        {
            Add(table, score, score.Overall);
            foreach (var field in score.Fields) Add(table, score, field);
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

    private static void Add(Table table, ModelScore score, FieldScore field) => table.AddRow(
        Markup.Escape(score.Model),
        $"{score.Pack}",
        Markup.Escape(field.Field),
        Share(field.Precision),
        Share(field.Recall),
        Share(field.F1),
        Share(field.NormalisedF1),
        Share(field.FuzzyF1),
        $"{field.Hallucinated}",
        $"{field.Missed}",
        $"{score.Lost}",
        score.RowsPerRequest.ToString("0.0", CultureInfo.InvariantCulture),
        Share(field.Reliability?.CalibrationError),
        Share(field.Reliability?.Brier));

    private static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 4) : null;
}
