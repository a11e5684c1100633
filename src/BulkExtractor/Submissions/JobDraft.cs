using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Submissions;

/// <summary>A first version of a job, from the looks of a table: it runs as it is and is there to be changed.</summary>
/// <param name="Id">The column whose cells all differ; null counts the rows.</param>
/// <param name="Text">The column with the longest cells.</param>
public sealed record JobDraft(string Name, string? Id, string Text)
{
    private const int SampleSize = 50;
    private const int LongestKey = 100;

    private const string FirstSchema = """
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

    /// <summary>What is to be extracted, as JSON Schema; a first one to be changed, if nothing else is said.</summary>
    public string Schema { get; init; } = FirstSchema;

    /// <summary>Documents with the fields they should give, for the models.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>What parts the cells; null where it is found out again each time.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding by name; null where it need not be said.</summary>
    public string? Encoding { get; init; }

    /// <summary>The header and the rows that were looked at.</summary>
    public IReadOnlyList<string[]> Rows { get; private init; } = [];

    /// <summary>Looks at the header and the first rows of a table.</summary>
    /// <param name="options">How it is to be read.</param>
    public static async Task<JobDraft> ReadAsync(
        IReadOnlyList<IncomingFile> files, string name, SubmitOptions options, CancellationToken cancellationToken)
    {
        await using var source = new TableSource(files, options.HowToRead(new JobInput("")));
        await using var table = await source.OpenAsync(cancellationToken);
        var rows = new List<string[]> { table.Shape.Columns.ToArray() };
        while (rows.Count <= SampleSize && await table.ReadAsync(cancellationToken) is { } row) rows.Add(row);
        if (rows.Count == 1) throw new InputException($"{source.Name} has a header, but no rows");

        var places = Enumerable.Range(0, rows[0].Length).ToList();
        var longest = places.MaxBy(place => rows.Skip(1).Sum(row => row[place].Length));
        var key = places.Where(place => place != longest)
            .Cast<int?>()
            .FirstOrDefault(place => IsKey(rows, place!.Value));
        return new JobDraft(name, key is { } at ? rows[0][at] : null, rows[0][longest])
        {
            Rows = rows,
            Delimiter = options.Delimiter,
            Encoding = options.Encoding,
        };
    }

    /// <summary>The same of a stream that is open already, called as the options say.</summary>
    public static Task<JobDraft> ReadAsync(
        Stream table, string name, SubmitOptions options, CancellationToken cancellationToken) =>
        ReadAsync([IncomingFile.FromStream(table, options.Source)], name, options, cancellationToken);

    /// <summary>Some of the documents, evenly from what was looked at; empty ones say nothing.</summary>
    public IReadOnlyList<string> Sample(int most)
    {
        var column = Array.IndexOf(Rows[0], Text);
        List<string> texts = [.. Rows.Skip(1).Select(row => row[column]).Where(text => text.Trim().Length > 0)];
        return texts.Count <= most
            ? texts
            : [.. Enumerable.Range(0, most).Select(place => texts[place * texts.Count / most])];
    }

    /// <summary>Its files as texts.</summary>
    public JobText ToText() =>
        new(Yaml(), Schema, string.Concat(Examples.Select(example => $"{LineOf(example)}\n")));

    /// <summary>What was looked at, as a table that the job reads; null where there was none.</summary>
    public byte[]? ToSample()
    {
        if (Rows.Count == 0) return null;
        var encoding = Encoding is null ? new UTF8Encoding(false) : FileEncoding.Named(Encoding)!;
        using var bytes = new MemoryStream();
        using (var sample = new CsvWriter(
            new StreamWriter(bytes, encoding),
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = $"{Delimiter ?? ','}" }))
        {
            foreach (var row in Rows)
            {
                foreach (var cell in row) sample.WriteField(cell);
                sample.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Writes the job's folder, which must not be there yet.</summary>
    public void Write(string folder) => JobWriter.Create(folder, folder, ToText(), ToSample());

    private static bool IsKey(List<string[]> rows, int place)
    {
        var cells = rows.Skip(1).Select(row => row[place]).ToList();
        return cells.All(cell => cell.Length is > 0 and <= LongestKey) && cells.Distinct().Count() == cells.Count;
    }

    private static string LineOf(Example example) =>
        new JsonObject { ["document"] = example.Document, ["fields"] = example.Fields.DeepClone() }
            .ToJsonString(PlainJson.Compact);

    // What was said of the file holds for those to come, too.
    private string HowItIsRead() =>
        (Delimiter is { } sign ? $"\n  delimiter: {(sign == '\t' ? "tab" : Quoted($"{sign}"))}" : "")
        + (Encoding is null ? "" : $"\n  encoding: {Quoted(Encoding)}");

    private string Yaml() => $$"""
        name: {{Name}}
        description: What this job extracts, in one line
        input:{{(Id is null ? "" : $"\n  id: {Quoted(Id)}")}}
          text: {{Quoted(Text)}}     # or a template over columns: "{subject}\n\n{body}"{{HowItIsRead()}}
        instructions: |
          What a careful reader should know beyond schema.json: notations, borderline cases, what to leave out.
        # models: { tiers: [local, free] }
        # schedule: { cron: "0 2 * * *", time_zone: Europe/Berlin, export: { format: csv, to: "outbox/{date}-{file}" } }
        # keep: 90 days

        """;

    private static string Quoted(string text) => JsonSerializer.Serialize(text, PlainJson.Compact);
}
