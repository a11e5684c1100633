using BulkExtractor.Batches;
using BulkExtractor.Evaluation;
using BulkExtractor.Review;

namespace BulkExtractor.Cli.Work;

/// <summary>Has models answer gold, a batch a model and pack size, and compares.</summary>
internal sealed class EvaluationRun(
    AppServices app, UsedModels models, Terminal terminal, EvaluationPlan plan)
{
    /// <summary>The scores of what was answered to its end before the time was up or the user stopped it.</summary>
    public async Task<IReadOnlyList<ModelScore>> MeasureAsync(
        IReadOnlyList<PlannedMeasure> asked, TimeSpan? atMost, StopSignals signals)
    {
        var clock = app.Get<TimeProvider>();
        var startedAt = clock.GetTimestamp();
        var scores = new List<ModelScore>();
        foreach (var measure in asked)
        {
            var left = atMost - clock.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero || signals.Drain.IsCancellationRequested) break;
            if (await MeasureAsync(measure, left, signals) is { } score) scores.Add(score);
        }

        return scores;
    }

    private async Task<ModelScore?> MeasureAsync(PlannedMeasure asked, TimeSpan? atMost, StopSignals signals)
    {
        await using var submission = await plan.OpenAsync(asked, signals.Drain);
        // Its batches have numbers of their own, which are not the user's.
        var run = new SubmissionRun(app, models, terminal) { ShownAs = $"{asked.Model}, packs of {asked.Pack}:" };
        var batch = await run.RunAsync(submission, atMost, signals);
        if (batch.Ended) return await ScoreAsync(asked, batch);

        terminal.Warn(
            $"{asked.Model}, packs of {asked.Pack}: {batch.Extracted} of {batch.Documents} rows came back in time.");
        await app.Batches.CancelAsync(batch.BatchId, CancellationToken.None);
        return null;
    }

    private async Task<ModelScore> ScoreAsync(PlannedMeasure asked, BatchProgress batch)
    {
        var answers = await app.Get<IResultStore>().ReadAsync(batch.BatchId, null, CancellationToken.None)
            .Select(row => row.Answer)
            .ToListAsync();
        return ModelScore.Calculate(
            (asked.Model, asked.Pack), plan.Fields, plan.Gold, answers, batch.Requests) with
        {
            Cached = batch.Cached,
        };
    }
}
