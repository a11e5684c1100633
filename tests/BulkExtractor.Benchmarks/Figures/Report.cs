using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace BulkExtractor.Benchmarks.Figures;

/// <summary>What one run of a benchmark brought, for machines or for people.</summary>
internal sealed record Report(IBenchmark Benchmark, BenchmarkRun Run, Machine Machine, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => new JsonObject
    {
        ["benchmark"] = Benchmark.Name,
        ["seed"] = Run.Seed,
        ["rounds"] = Run.Rounds,
        ["machine"] = JsonSerializer.SerializeToNode(Machine, Readable),
        ["figures"] = new JsonArray([.. Figures.Select(Shape)]),
    }.ToJsonString(Readable);

    /// <summary>The benchmarks there are.</summary>
    public static string List(IEnumerable<IBenchmark> benchmarks) => new JsonArray(
        [.. benchmarks.Select(one => new JsonObject { ["name"] = one.Name, ["description"] = one.Description })])
        .ToJsonString(Readable);

    public void Show(IAnsiConsole screen)
    {
        screen.MarkupLineInterpolated($"[bold]{Benchmark.Name}[/]: {Benchmark.Description} (seed {Run.Seed})");
        var table = new Table().AddColumns("figure", "value", "yardstick", "ratio", "goal", "");
        foreach (var figure in Figures) table.AddRow(Cells(figure));
        screen.Write(table);
        screen.MarkupLineInterpolated($"{Machine.Cores} cores, {Machine.Processor}, load {Machine.Load}");
    }

    private static JsonNode Shape(Figure figure) => new JsonObject
    {
        ["name"] = figure.Name,
        ["value"] = Rounded(figure.Value),
        ["unit"] = figure.Unit,
        ["yardstick"] = figure.Yardstick is { } yardstick
            ? new JsonObject { ["name"] = yardstick.Name, ["value"] = Rounded(yardstick.Value) }
            : null,
        ["ratio"] = figure.Ratio is { } ratio ? Rounded(ratio) : null,
        ["goal"] = figure.Goal?.ToString(),
        ["met"] = figure.Met,
    };

    private static string[] Cells(Figure figure) =>
    [
        Markup.Escape(figure.Name),
        Markup.Escape($"{Short(figure.Value)} {figure.Unit}"),
        figure.Yardstick is { } yardstick ? Markup.Escape($"{Short(yardstick.Value)} {yardstick.Name}") : "",
        figure.Ratio is { } ratio ? $"{ratio:0.000}" : "",
        figure.Goal?.ToString() ?? "",
        figure.Met switch { true => "[green]met[/]", false => "[red]missed[/]", null => "" },
    ];

    private static string Short(double value) => Math.Abs(value) >= 100 ? $"{value:#,0}" : $"{value:0.####}";

    private static double Rounded(double value) => Math.Round(value, 4);
}
