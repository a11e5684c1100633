using System.Diagnostics;
using System.Globalization;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>The processes that are compared.</summary>
/// <param name="product">The <c>bulk.dll</c> that is measured.</param>
internal sealed class FreshPrograms(string product)
{
    private static readonly Dictionary<string, string> NoSettings = [];

    /// <summary>What <c>./bulk</c> runs, if it was built; else what was built with the benchmarks.</summary>
    public static FreshPrograms Choose(BenchmarkRun run)
    {
        var built = Path.Combine(Workspace.Checkout, ".artifacts", "program", "bulk.dll");
        var product = new MeasuredProgram(run.Program ?? (File.Exists(built) ? built : null), NoSettings).Path;
        run.Say($"fresh: measured is {product}");
        return new FreshPrograms(product);
    }

    /// <summary>One of the others, who asks one row after the other.</summary>
    public ProcessStartInfo Ask(string how, Uri address, int rows) => new(
        "dotnet",
        ["exec", typeof(FreshPrograms).Assembly.Location, OtherProcess.Verb, how, $"{address}", Text(rows)]);

    /// <summary>The product, which follows its batch to the end.</summary>
    public ProcessStartInfo Submit(string database, string notes, string job, string pool, int pack)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", product, "submit", notes, "--job", job, "--pool", pool, "--pack", Text(pack), "--wait"]);
        start.Environment["BULK_POSTGRES"] = database;
        return start;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
