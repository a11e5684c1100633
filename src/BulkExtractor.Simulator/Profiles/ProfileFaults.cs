using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>The faults that refuse a request, as what a provider calls them.</summary>
internal static class ProfileFaults
{
    public static ProfileRefusal? Find(
        FaultKind? fault, ChatRequest request, ProfileModel model, FaultOptions options)
    {
        if (options.Flagged is { } flagged
            && request.Documents.Any(document => document.Text.Contains(flagged, StringComparison.Ordinal)))
            return new(RefusalKind.Filtered) { Model = model.Id };
        RefusalKind? kind = fault switch
        {
            FaultKind.Upstream429 or FaultKind.Shared429 or FaultKind.Minute429 or FaultKind.Day429
                or FaultKind.CodeAsString or FaultKind.Relayed401 or FaultKind.Error500 or FaultKind.Error503
                => RefusalKind.Busy,
            FaultKind.Credit402 => RefusalKind.Unpaid,
            FaultKind.Moderation403 => RefusalKind.Filtered,
            _ => null,
        };
        return kind is { } found ? new(found) { Model = model.Id } : null;
    }
}
