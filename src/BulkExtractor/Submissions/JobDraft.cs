using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;
using CsvHelper;

namespace BulkExtractor.Submissions;

/// <summary>A first version of a job, from the looks of a CSV: it runs as it is, and is there to be changed.</summary>
/// <param name="Id">The column whose cells all differ; null counts the rows.</param>
/// <param name="Text">The column with the longest cells.</param>
public sealed record JobDraft(string Name, string? Id, string Text)
{
    private const int SampleSize = 50;
    private const int LongestKey = 100;

    private static readonly JsonSerializerOptions Quoting =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "summary": { "type": "string", "description": "What the text is about, in one sentence" },
            "language": {
              "type": ["string", "null"],
              "pattern": "^[a-z]{2}$",
              "description": "ISO 639-1 code; null if in doubt"
            }
          },
          "required": ["summary", "language"],
          "additionalProperties": false
        }

        """;

    private IReadOnlyList<string[]> Rows { get; init; } = [];

    /// <summary>Looks at the header and the first rows of a CSV.</summary>
    /// <param name="file">The file's name, for errors.</param>
    public static async Task<JobDraft> ReadAsync(
        Stream csv, string file, string name, CancellationToken cancellationToken)
    {
        var limits = new CsvLimits();
        using var reader = await CsvRows.OpenAsync(csv, file, new JobInput(""), limits, cancellationToken);
        var rows = new List<string[]>();
        while (rows.Count <= SampleSize && await reader.ReadAsync(cancellationToken) is { } row) rows.Add(row);
        if (rows.Count == 0) throw new InputException($"{file} is empty");
        if (CsvColumns.Problem(rows[0], limits.Columns) is { } problem) throw reader.Fault(problem);
        if (rows.Count == 1) throw new InputException($"{file} has a header, but no rows");

        var places = Enumerable.Range(0, rows[0].Length).ToList();
        var longest = places.MaxBy(place => rows.Skip(1).Sum(row => row[place].Length));
        var key = places.Where(place => place != longest)
            .Cast<int?>()
            .FirstOrDefault(place => IsKey(rows, place!.Value));
        return new JobDraft(name, key is { } at ? rows[0][at] : null, rows[0][longest]) { Rows = rows };
    }

    /// <summary>Writes the job's folder, which must not be there yet.</summary>
    public void Write(string folder)
    {
        if (Directory.Exists(folder)) throw new InputException($"{folder} is there already; name another job");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "job.yaml"), Yaml());
        File.WriteAllText(Path.Combine(folder, "schema.json"), Schema);
        using var sample = new CsvWriter(
            new StreamWriter(Path.Combine(folder, "sample.csv")), CultureInfo.InvariantCulture);
        foreach (var row in Rows)
        {
            foreach (var cell in row) sample.WriteField(cell);
            sample.NextRecord();
        }
    }

    private static bool IsKey(List<string[]> rows, int place)
    {
        var cells = rows.Skip(1).Select(row => row[place]).ToList();
        return cells.All(cell => cell.Length is > 0 and <= LongestKey) && cells.Distinct().Count() == cells.Count;
    }

    private string Yaml() => $$"""
        name: {{Name}}
        description: What this job extracts, in one line
        input:{{(Id is null ? "" : $"\n  id: {Quoted(Id)}")}}
          text: {{Quoted(Text)}}     # or a template over columns: "{subject}\n\n{body}"
        instructions: |
          What a careful reader should know beyond schema.json: notations, borderline cases, what to leave out.
        models:
          tiers: [local, free]
        # schedule: { cron: "0 2 * * *", time_zone: Europe/Berlin, export: { format: csv, to: "outbox/{date}-{file}" } }
        # keep: 90 days

        """;

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quoting);
}
