using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>Refusals of the form of a request, which blame nobody while there is another form.</summary>
internal sealed partial class RefusalJudge
{
    // Who cannot write that much answers no document.
    private const int LeastOutput = 256;

    // A part that was left out already was not what disturbed.
    private AttemptResult Formed(BatchPlan plan, ModelRecord record, AttemptResult result, CallFailure failure)
    {
        var pack = result.Pack;
        var another = failure switch
        {
            { FormatRefused: true } => FormatOf(pack) != ReplyFormat.Prompt,
            { Refused: { } part } => pack.Form.Without(part) != pack.Form
                && !(part == RequestPart.CapName && pack.Form.NewCapName),
            { MostOutput: { } most } => pack.MaxTokens > most,
            _ => plan.MostTokens(pack.Model) is not { } known || known > failure.MostTokens,
        };
        if (another) return With(result, failure with { Class = FailureClass.TryElsewhere });
        if (failure is { MostTokens: not null, Class: FailureClass.ChunkAtFault }) return result;
        if (failure.MostTokens is not null)
            return With(result, new(FailureClass.ModelPaused, NameOf(result, failure.Reason)));
        if (failure.MostOutput is not null && result.Reply.Status == 402)
            return With(result, new(FailureClass.AccountStopped, failure.Reason));
        if (result.Reply.Status >= 500) return With(result, new(FailureClass.TryElsewhere, failure.Reason));
        return Unexplained(plan, record, result, Blaming(failure));
    }

    // Of a model that never answered: its context, or what it may write, is less than the pool file says.
    private AttemptResult Halved(BatchPlan plan, ModelRecord record, AttemptResult result, CallFailure failure)
    {
        if (record.HasAnswered || HasAnswered(result.Pack.Model))
        {
            return failure.Class == FailureClass.ChunkAtFault
                ? result
                : Unexplained(plan, record, result, Blaming(failure));
        }

        var half = result.Pack.MaxTokens / 2;
        return half < LeastOutput
            ? Unexplained(plan, record, result, Blaming(failure))
            : With(result, failure with { Class = FailureClass.TryElsewhere, MostOutput = half });
    }

    private static CallFailure Blaming(CallFailure failure) =>
        new(FailureClass.ChunkAtFault, failure.Reason) { Unexplained = true };

    // Before anybody is suspected it is asked without what models refuse most often.
    private static CallFailure? Simplified(Pack pack, CallFailure failure)
    {
        var simpler = failure with { Class = FailureClass.TryElsewhere, Unexplained = false };
        if (FormatOf(pack) != ReplyFormat.Prompt) return simpler with { FormatRefused = true, OnlyPrompt = true };
        var plain = pack.Form.NoExtra || pack.Model.AllExtra.Count == 0;
        return plain ? null : simpler with { Refused = RequestPart.Extra };
    }
}
