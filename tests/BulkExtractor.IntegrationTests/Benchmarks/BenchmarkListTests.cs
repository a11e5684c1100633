using System.Diagnostics;
using System.Text.Json;

namespace BulkExtractor.IntegrationTests.Benchmarks;

public sealed class BenchmarkListTests
{
    [Fact]
    public async Task The_benchmarks_are_listed_as_one_json_document()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BulkExtractor.Benchmarks.dll");

        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", program, "--list", "--json"]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var names = JsonSerializer.Deserialize<JsonElement>(output).EnumerateArray()
            .Select(benchmark => benchmark.GetProperty("name").GetString()!);
        Assert.Equal(
            [
                "packing", "grounding", "rate", "quota", "providers", "store", "ingest", "formats", "engine", "fresh",
                "pages", "forecast", "export", "chaos", "starts", "history",
            ],
            names);
        Assert.Equal(0, process.ExitCode);
    }
}
