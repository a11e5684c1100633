using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Packing;
using BulkExtractor.Recording;
using BulkExtractor.Routing;
using BulkExtractor.Schema;

namespace BulkExtractor.Pipeline;

/// <summary>What a worker learns from the answers to a batch's packs.</summary>
internal sealed partial class BatchPlan
{
    /// <summary>Goes on from what all workers recorded of packs.</summary>
    public void Adopt(IEnumerable<ModelEvidence> recorded)
    {
        if (!Batch.Settings.PackIsAuto) return;
        foreach (var model in recorded.Where(evidence => evidence.BatchId == Batch.BatchId))
            _experience.Adopt(model.Model, _whole.Key, _whole.Start, model.Whole, model.TooLarge);
    }

    /// <summary>Learns from the answer to a pack.</summary>
    public void Learn(AttemptResult attempt)
    {
        if (attempt.Reply.Failure is { IsOfForm: true } failure) LearnForm(attempt.Pack, failure);
        // An answer that is empty because of its thoughts says how much room they need.
        if (attempt.Reply.Failure is not null && !attempt.Reply.Truncated) return;
        var chunks = attempt.Pack.Chunks;
        // It was cut off by our cap, and not by what the model can write.
        if (attempt.Reply.Truncated && attempt.Pack.MaxTokens < Budget(attempt.Pack.Model).MaxTokens)
        {
            _experience.Widen(attempt.Pack.Model.Key);
            return;
        }

        var part = PartOf(attempt.Readings[0].Chunk);
        var outcome = new PackOutcome(
            chunks.Count,
            attempt.Readings.Count(reading => reading.Answered) + attempt.SentinelsAnswered,
            attempt.Reply.Truncated)
        {
            CompletionTokens = attempt.Reply.CompletionTokens,
            Thoughts = attempt.Reply.ReasoningTokens,
            Mixed = attempt.Readings.Count(reading => reading.Fault is AnswerFault.Mixed),
        };
        _experience.Learn(attempt.Pack.Model.Key, part.Key, part.Start, outcome);
        if (attempt.Reply.PromptTokens is not { } counted) return;
        _experience.Count(
            attempt.Pack.Model.Key, EstimatedInput(part, [.. chunks.Select(packed => packed.Chunk)]), counted);
    }

    private void LearnForm(Pack pack, CallFailure failure)
    {
        var format = pack.Format ?? ReplyFormats.First(pack.Model);
        if (failure.OnlyPrompt) format = ReplyFormat.JsonObject;
        if (failure.FormatRefused) _experience.Refused(pack.Model, format);
        if (failure.Refused is { } part) _experience.Refused(pack, part);
        _experience.Bound(pack.Model.Key, failure.MostOutput, failure.MostTokens);
    }
}
