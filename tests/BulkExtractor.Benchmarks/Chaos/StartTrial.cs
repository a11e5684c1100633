using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>One start that is left alone: how soon it works, and how soon it stops.</summary>
internal sealed class StartTrial(ChaosSite site, Log log)
{
    private const double SoonEnough = 5;
    private const double StopsSoonEnough = 2;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstSignal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private int _batches;

    /// <summary>Submits the next batch, so that whoever works has something to ask; its number.</summary>
    public async Task<long> SubmitAsync(CancellationToken cancellationToken)
    {
        var ended = await site.SubmitAsync(_batches++, cancellationToken);
        if (ended.Code != 0) throw new InputException($"a batch cannot be submitted: {ended.LastError}");
        return ChaosSite.NumberIn(ended);
    }

    /// <summary>Starts a verb while a batch waits to be split, until it asks for something of that batch.</summary>
    /// <param name="ready">The words by which it says that it is ready; null if it says nothing of the kind.</param>
    /// <param name="planted">A lock that stands in its way; null for none but those that were left.</param>
    public async Task<IReadOnlyList<Figure>> RunAsync(
        string name, string[] verb, string? ready, PlantedLock? planted, CancellationToken cancellationToken)
    {
        var batch = await SubmitAsync(cancellationToken);
        if (planted is not null) await planted.PlantAsync(site, cancellationToken);
        await using var process = site.Program.Start(verb);
        var figures = new List<Figure>();
        if (ready is not null)
        {
            var told = await process.WaitUntilAsync(
                () => Task.FromResult(process.Output.Contains(ready, StringComparison.Ordinal)),
                LongestStart,
                cancellationToken);
            figures.Add(Within($"{name}: ready", told ?? LongestStart, SoonEnough));
        }

        var asked = await process.WaitUntilAsync(
            () => site.ReadAsync<bool>(
                $"select exists (select from bulk.attempts where batch_id = {batch})", cancellationToken),
            LongestStart,
            cancellationToken);
        figures.Add(Within($"{name}: first request", asked ?? LongestStart, SoonEnough));
        if (process.HasEnded) log.Say($"{name}: ended with exit code {process.ExitCode}: {process.LastError}");
        var stopped = await process.StopTwiceAsync(FirstSignal, LongestStop, cancellationToken);
        figures.Add(Within($"{name}: stop", stopped, StopsSoonEnough));
        log.Say($"{name}: asked after {Told(asked)}, stopped within {stopped.TotalSeconds:0.0} s");
        return figures;
    }

    private static string Told(TimeSpan? span) => span is { } some ? $"{some.TotalSeconds:0.0} s" : "never";

    // What never comes counts as the longest that is waited.
    private static Figure Within(string name, TimeSpan span, double most) =>
        new(name, span.TotalSeconds, "s") { Goal = Goal.Most(most) };
}
