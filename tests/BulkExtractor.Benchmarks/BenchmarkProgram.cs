using System.CommandLine;
using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Chaos;
using BulkExtractor.Benchmarks.Engine;
using BulkExtractor.Benchmarks.Export;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Forecasts;
using BulkExtractor.Benchmarks.Fresh;
using BulkExtractor.Benchmarks.Grounding;
using BulkExtractor.Benchmarks.History;
using BulkExtractor.Benchmarks.Ingest;
using BulkExtractor.Benchmarks.Packing;
using BulkExtractor.Benchmarks.Pages;
using BulkExtractor.Benchmarks.Providers;
using BulkExtractor.Benchmarks.Quota;
using BulkExtractor.Benchmarks.Rate;
using BulkExtractor.Benchmarks.Store;
using Spectre.Console;

namespace BulkExtractor.Benchmarks;

/// <summary><c>bulk bench [NAME]</c></summary>
internal static class BenchmarkProgram
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongInput = 2;
    private const int Interrupted = 130;
    private const int WideEnough = 160;

    private static readonly IReadOnlyList<IBenchmark> All =
    [
        new PackingBenchmark(),
        new GroundingBenchmark(),
        new RateBenchmark(),
        new QuotaBenchmark(),
        new ProvidersBenchmark(),
        new StoreBenchmark(),
        new IngestBenchmark(),
        new FormatsBenchmark(),
        new EngineBenchmark(),
        new FreshBenchmark(),
        new PagesBenchmark(),
        new ForecastBenchmark(),
        new ExportBenchmark(),
        new ChaosBenchmark(),
        new StartsBenchmark(),
        new HistoryBenchmark(),
    ];

    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "Which benchmark; none lists them",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> List = new("--list") { Description = "List the benchmarks" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on stdout" };
    private static readonly Option<bool> Real = new("--real")
    {
        Description = "rate: real processes instead of virtual time",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides everything that is drawn",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Rounds of yardstick and product in turns; the median counts",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "chaos: how long faults go on; then as long at the most for what is open",
        DefaultValueFactory = _ => 60,
    };

    private static readonly Option<int?> Documents = new("--documents")
    {
        Description = "chaos: how many at the most; without it 60 a second. history: how many requests there were. "
            + "fresh: how many rows, instead of 3,000 and 20,000. formats: instead of a million. "
            + "providers: instead of 200,000",
    };

    private static readonly Option<int> Workers = new("--workers")
    {
        Description = "chaos: how many at once",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> Starts = new("--starts")
    {
        Description = "starts: how often worker and serve are started and killed",
        DefaultValueFactory = _ => 40,
    };

    private static readonly Option<string?> Program = new("--program")
    {
        Description = "chaos, starts, fresh: the bulk.dll of another build to measure",
        HelpName = "path",
    };

    // Processes that a benchmark started are stopped before it ends.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [OtherProcess.Verb, var how, var server, var rows])
            return await OtherProcess.RunAsync(how, server, rows);
        var command = new RootCommand("Measures the product beside a yardstick. Example: bulk bench packing --json")
        {
            Name, List, Json, Real, Seed, Rounds, Seconds, Documents, Workers, Starts, Program,
        };
        command.SetAction(RunAsync);
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0) return Refuse(parsed.Errors[0].Message);
        try
        {
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestEnd });
        }
        catch (InputException mistake)
        {
            return Refuse(mistake.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("bulk bench: stopped before its end, by a signal or by its own bound");
            return Interrupted;
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(Json);
        if (parsed.GetValue(Name) is not { } name || parsed.GetValue(List)) return ListAll(json);

        var benchmark = All.FirstOrDefault(known => known.Name == name) ?? throw new InputException(
            $"there is no benchmark {name}; there are {string.Join(", ", All.Select(known => known.Name))}");
        var run = ReadRun(parsed);
        var machine = Machine.Read();
        var report = new Report(benchmark, run, machine, await benchmark.RunAsync(run, cancellationToken));
        if (json) Console.WriteLine(report.ToJson());
        else report.Show(Screen());
        return report.Figures.Any(figure => figure is { IsWall: true, Met: false }) ? Failed : Done;
    }

    private static BenchmarkRun ReadRun(ParseResult parsed) => new(
        parsed.GetValue(Seed),
        Math.Max(1, parsed.GetValue(Rounds)),
        parsed.GetValue(Real),
        Console.Error.WriteLine)
    {
        Seconds = Math.Max(1, parsed.GetValue(Seconds)),
        Documents = parsed.GetValue(Documents),
        Workers = Math.Max(1, parsed.GetValue(Workers)),
        Starts = Math.Max(0, parsed.GetValue(Starts)),
        Program = parsed.GetValue(Program),
    };

    private static IAnsiConsole Screen()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = WideEnough;
        return plain;
    }

    private static int ListAll(bool json)
    {
        if (json) Console.WriteLine(Report.List(All));
        else foreach (var benchmark in All) Console.WriteLine($"{benchmark.Name,-10} {benchmark.Description}");
        return Done;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine($"bulk bench: {reason}");
        return WrongInput;
    }
}
