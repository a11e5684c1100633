namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A folder of a benchmark's own, with a small job and a pool, deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private const string Schema = """
        { "type": "object", "properties": { "total": { "type": "number" }, "currency": { "type": "string" } } }
        """;

    private const string Instructions = "The total of the note and its currency.";

    /// <summary>The columns of notes.</summary>
    public static readonly IReadOnlyList<string> NoteColumns = ["id", "text", "source"];

    private static readonly string[] ModelNames =
        ["bench/one:free", "bench/two:free", "bench/three:free", "bench/four:free", "bench/five:free"];

    public Workspace()
    {
        Folder = Directory.CreateTempSubdirectory("bulk-bench-").FullName;
        Job = WriteJob("bench", Instructions);
    }

    public string Folder { get; }

    /// <summary>The folder of the job.</summary>
    public string Job { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A job over notes that asks for the same fields in other words, so that it shares no answers.</summary>
    /// <param name="ground">Whether values that are found nowhere are kept, or refused: <c>strict</c>.</param>
    /// <returns>Its folder.</returns>
    public string WriteJob(string name, string instructions, string ground = "true")
    {
        var folder = Directory.CreateDirectory(PathOf(name)).FullName;
        File.WriteAllText(Path.Combine(folder, "job.yaml"), $$"""
            name: {{name}}
            input: { id: id, text: text }
            instructions: {{instructions}}
            ground: {{ground}}
            """);
        File.WriteAllText(Path.Combine(folder, "schema.json"), Schema);
        return folder;
    }

    /// <summary>A CSV of notes that all differ.</summary>
    public string WriteNotes(int rows)
    {
        var path = PathOf($"notes-{rows}.csv");
        using var file = new StreamWriter(path);
        file.WriteLine(string.Join(',', NoteColumns));
        for (var row = 1; row <= rows; row++)
            if (NoteCells(row) is [var id, var text, var source]) file.WriteLine($"{id},\"{text}\",{source}");
        return path;
    }

    /// <summary>The cells of a note, one for each of <see cref="NoteColumns"/>.</summary>
    public static string[] NoteCells(int number) => [$"n{number}", Note(number), $"desk {number % 7}"];

    /// <summary>The text of a note.</summary>
    public static string Note(int number) =>
        $"Invoice {number} of the first of May. Total: {Total(number)} EUR, payable in {number % 60} days.";

    /// <summary>The total that stands in a note.</summary>
    public static string Total(int number) => $"{number % 10_000}.{(number % 90) + 10}";

    /// <summary>A pool of free models at an address.</summary>
    /// <param name="limits">The limits of the account in YAML; empty for none.</param>
    public string WritePool(string name, Uri address, string limits, int models = 1, string timeout = "30s")
    {
        var path = PathOf(name);
        var lines = Enumerable.Range(0, models).Select(number =>
            $$"""  - { id: "{{ModelNames[number]}}", account: bench, tier: free, context: 32768, max_output: 8192 }""");
        File.WriteAllText(path, $$"""
            accounts:
              bench:
                address: "{{address.ToString().TrimEnd('/')}}/v1"
                limits: { free: [{{limits}}] }
                timeout: {{timeout}}
                cooldown: 1s
            models:
            {{string.Join('\n', lines)}}

            """);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The folder of the program, whose embedded cluster the benchmarks use.</summary>
    public static string Checkout => Cli.Work.RepositoryRoot.Folder;
}
