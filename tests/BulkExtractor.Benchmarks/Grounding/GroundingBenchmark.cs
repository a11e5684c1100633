using BulkExtractor.Answers.Grounding;
using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Grounding;

/// <summary>What finding twenty values costs a document, and whether they are found where they were put.</summary>
internal sealed class GroundingBenchmark : IBenchmark
{
    private const int Documents = 40;
    private const int Warming = 5;

    private static readonly (int Tokens, double MostMilliseconds)[] Lengths = [(1_000, 1), (5_000, 5)];

    public string Name => "grounding";

    public string Description => "milliseconds a document to find 20 values, ÷ one plain search for each";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Figure>>(
        [
            .. from length in Lengths
               from script in Script.All
               from figure in Measure(script, length.Tokens, length.MostMilliseconds, run)
               select figure,
        ]);

    private static IEnumerable<Figure> Measure(Script script, int tokens, double most, BenchmarkRun run)
    {
        var random = new Random(run.Seed);
        List<MarkedDocument> documents = [.. Enumerable.Range(0, Documents).Select(_ => script.Write(tokens, random))];
        var right = documents.Sum(document => document.CountRight(Ground(document)));
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = -Warming; round < run.Rounds; round++)
        {
            if (round == 0) (ours, plain) = ([], []);
            plain.AddRange(documents.Select(document => Time(document.SearchPlainly)));
            ours.AddRange(documents.Select(document => Time(() => Ground(document).Count)));
        }

        yield return new Figure($"{tokens} tokens, {script.Name}", Pace.Median(ours), "ms")
        {
            Yardstick = new("ms of plain searches", Pace.Median(plain)),
            Goal = Goal.Most(most),
            GoalIsOfValue = true,
        };
        yield return new Figure(
            $"{tokens} tokens, {script.Name}, right places", (double)right / documents.Sum(d => d.Count), "")
        {
            Goal = Goal.Least(1),
        };
    }

    private static IReadOnlyList<GroundedValue> Ground(MarkedDocument document) =>
        Grounder.Ground(MarkedDocument.Schema, document.Fields, null, new SourceText(document.Text));

    // Document by document: the middle one says what it costs, whatever else the machine did meanwhile.
    private static double Time(Func<int> work)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds;
    }
}
