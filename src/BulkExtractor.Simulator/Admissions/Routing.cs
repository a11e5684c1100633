using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>Whether a model has an endpoint that can take a request.</summary>
internal sealed class Routing(FaultOptions options)
{
    public ErrorReply? Refuse(SimulatedModel model, ChatRequest request, Arrival arrival)
    {
        if (IsGone(model, arrival.At, arrival.Utc)) return ErrorReplies.GoneModel(model);
        if (options.PolicyBlocked.Contains(model.Id)) return ErrorReplies.Policy;
        if (request.HasImages && !model.ReadsImages) return ErrorReplies.NoImages;
        if (request.RequiredParameters.Except(model.Parameters).Any()) return ErrorReplies.Parameters;

        var output = request.MaxTokens ?? 0;
        return request.PromptTokens + (long)output > model.Context
            ? ErrorReplies.Context(model.Context, request.PromptTokens, output)
            : null;
    }

    public bool IsGone(SimulatedModel model, TimeSpan at, DateTimeOffset utc) =>
        model.Retires <= DateOnly.FromDateTime(utc.UtcDateTime)
        || options.Gone.Any(gone => gone.Model == model.Id && at >= gone.After);
}
