using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Notes that all differ, in batches, whose fields the simulator knows and the judge too.</summary>
internal sealed class GoldNotes
{
    private readonly Workspace _workspace;
    private readonly int _batchSize;
    private readonly Action<string> _say;

    /// <param name="say">Is told of each document that is not as it should be.</param>
    /// <param name="count">How many there may be at the most.</param>
    public GoldNotes(Workspace workspace, int count, int batchSize, Action<string> say)
    {
        (_workspace, _batchSize, _say) = (workspace, batchSize, say);
        Batches = (count + batchSize - 1) / batchSize;
        Answers = workspace.PathOf("answers.jsonl");
        using var answers = new StreamWriter(Answers);
        foreach (var number in Enumerable.Range(1, Batches * batchSize))
        {
            var answer = new JsonObject { ["document"] = Workspace.Note(number), ["fields"] = Fields(number) };
            answers.Write(answer.ToJsonString() + "\n");
        }
    }

    /// <summary>What <c>bulk simulate --answers</c> reads.</summary>
    public string Answers { get; }

    /// <summary>How many batches there are, numbered from 0.</summary>
    public int Batches { get; }

    /// <summary>What is said of a batch that nobody took.</summary>
    public Judgement Untaken => new(_batchSize, Open: _batchSize, 0, 0, 0);

    /// <summary>The name of a batch's file.</summary>
    public static string NameOf(int batch) => $"notes-{batch}.csv";

    /// <summary>Writes a batch as CSV; its path.</summary>
    public string Write(int batch)
    {
        var path = _workspace.PathOf(NameOf(batch));
        using var file = new StreamWriter(path);
        file.Write("id,text\n");
        foreach (var number in Numbers(batch)) file.Write($"n{number},\"{Workspace.Note(number)}\"\n");
        return path;
    }

    /// <summary>Compares an export of a batch with what belongs to it.</summary>
    /// <param name="finished">Whether every document should have its fields by now.</param>
    public Judgement Judge(int batch, bool finished, IEnumerable<string> export)
    {
        var rows = export.Select(line => JsonNode.Parse(line)!).ToLookup(row => (string)row["key"]!);
        var numbers = Numbers(batch).ToList();
        var read = numbers
            .Select(number => (Gold: Fields(number), Row: rows[$"n{number}"].FirstOrDefault()?["fields"]))
            .ToList();
        foreach (var number in numbers) Tell(number, rows[$"n{number}"].FirstOrDefault());
        var missing = read.Count(pair => pair.Row is null);
        return new Judgement(
            numbers.Count,
            finished ? 0 : missing,
            finished ? missing : 0,
            rows.Sum(row => row.Count() - 1),
            read.Count(pair => pair.Row is not null && !JsonNode.DeepEquals(pair.Gold, pair.Row)));
    }

    private void Tell(int number, JsonNode? row)
    {
        if (!JsonNode.DeepEquals(Fields(number), row?["fields"]))
            _say($"n{number} is {row?.ToJsonString() ?? "nowhere"} instead of {Fields(number).ToJsonString()}");
    }

    private IEnumerable<int> Numbers(int batch) => Enumerable.Range((batch * _batchSize) + 1, _batchSize);

    private static JsonObject Fields(int number) => new()
    {
        ["total"] = decimal.Parse(Workspace.Total(number), CultureInfo.InvariantCulture),
        ["currency"] = "EUR",
    };
}

/// <summary>How results compare with what they should be.</summary>
/// <param name="Open">Documents without fields in batches that are not finished.</param>
/// <param name="Lost">Documents without fields in finished ones.</param>
/// <param name="Doubled">Rows of documents that had one already.</param>
/// <param name="Wrong">Documents with other fields than belong to them.</param>
internal sealed record Judgement(int Documents, int Open, int Lost, int Doubled, int Wrong)
{
    public static Judgement operator +(Judgement one, Judgement other) => new(
        one.Documents + other.Documents,
        one.Open + other.Open,
        one.Lost + other.Lost,
        one.Doubled + other.Doubled,
        one.Wrong + other.Wrong);
}
