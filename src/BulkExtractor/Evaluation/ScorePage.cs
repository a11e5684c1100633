using System.Globalization;
using System.Net;
using System.Text;
using BulkExtractor.Quality;

namespace BulkExtractor.Evaluation;

/// <summary>The scores as a page of HTML that needs nothing beside it.</summary>
public static class ScorePage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;margin:1rem 0 2rem}
        caption{text-align:left;font-weight:600;padding-bottom:.4rem}
        th,td{padding:.25rem .7rem;border-bottom:1px solid #8884;text-align:right;font-variant-numeric:tabular-nums}
        th:first-child,td:first-child{text-align:left}
        .scroll{overflow-x:auto}
        td.cell{background:color-mix(in srgb,#2a9d5c calc(var(--v)*60%),#d1495b22)}
        """;

    private static readonly string[] Errors = ["ECE", "Brier", "ECE learnt", "Brier learnt"];

    /// <param name="job">The job's name.</param>
    /// <param name="gold">The gold file's name.</param>
    /// <param name="at">When it was measured.</param>
    public static string Write(string job, string gold, DateTimeOffset at, IReadOnlyList<ModelScore> scores)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{Plain(job)} on {Plain(gold)}</title><style>{Style}</style></head><body>
            <h1>{Plain(job)} on {Plain(gold)}</h1>
            <p>Measured {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. A value is right when it equals the gold but for
            blanks around it; a lost row's values count as missed. ECE (expected calibration error) and Brier score
            tell how far confidences are from how often fields are right (case and punctuation forgiven, a list as a
            whole), 0 being best; learnt: as each half of the gold calibrates the other one.</p>

            """);
        Table(page, "Models and pack sizes", Overview(scores));
        Table(page, "F1 by field", ByField(scores));
        foreach (var score in scores) Table(page, $"{score.Model}, packs of {score.Pack}", Details(score));
        return page.Append("</body></html>\n").ToString();
    }

    private static IEnumerable<string[]> Overview(IReadOnlyList<ModelScore> scores) =>
    [
        ["Model", "Pack", "F1", "Precision", "Recall", "Rows", "Lost", "Requests", "Rows/request", .. Errors],
        .. scores.Select(score => (string[])
        [
            score.Model, $"{score.Pack}", Share(score.Overall.F1), Share(score.Overall.Precision),
            Share(score.Overall.Recall), $"{score.Documents}", $"{score.Lost}", $"{score.Requests}",
            score.RowsPerRequest.ToString("0.0", CultureInfo.InvariantCulture), .. ErrorsOf(score.Overall),
        ]),
    ];

    private static IEnumerable<string[]> ByField(IReadOnlyList<ModelScore> scores) =>
    [
        ["Model", "Pack", .. scores[0].Fields.Select(field => field.Field)],
        .. scores.Select(score => (string[])
            [score.Model, $"{score.Pack}", .. score.Fields.Select(field => Share(field.F1))]),
    ];

    private static IEnumerable<string[]> Details(ModelScore score) =>
    [
        [
            "Field", "F1", "Precision", "Recall", "F1 normalised", "F1 fuzzy", "Gold", "Hallucinated", "Missed",
            "Wrong", .. Errors,
        ],
        .. score.Fields.Select(field => (string[])
        [
            field.Field, Share(field.F1), Share(field.Precision), Share(field.Recall), Share(field.NormalisedF1),
            Share(field.FuzzyF1), $"{field.Gold}", $"{field.Hallucinated}", $"{field.Missed}", $"{field.Wrong}",
            .. ErrorsOf(field),
        ]),
    ];

    private static void Table(StringBuilder page, string caption, IEnumerable<string[]> rows)
    {
        page.Append($"<div class=\"scroll\"><table><caption>{Plain(caption)}</caption>\n");
        foreach (var (index, row) in rows.Index())
        {
            var cells = row.Select(cell => index == 0 ? $"<th scope=\"col\">{Plain(cell)}</th>" : Cell(cell));
            page.Append($"<tr>{string.Concat(cells)}</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static string[] ErrorsOf(FieldScore field) =>
    [
        Error(field.Reliability?.CalibrationError), Error(field.Reliability?.Brier),
        Error(field.Learnt?.CalibrationError), Error(field.Learnt?.Brier),
    ];

    // A share is coloured by its value; nothing else that stands in a cell looks like one.
    private static string Cell(string text) => IsShare(text)
        ? $"<td class=\"cell\" style=\"--v:{text}\">{text}</td>"
        : $"<td>{Plain(text)}</td>";

    private static bool IsShare(string text) =>
        text is ['0' or '1', '.', _, _, _] && text[2..].All(char.IsAsciiDigit);

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    // The less the better, so it is not written as a share.
    private static string Error(double? error) => error?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";

    private static string Plain(string text) => WebUtility.HtmlEncode(text);
}
