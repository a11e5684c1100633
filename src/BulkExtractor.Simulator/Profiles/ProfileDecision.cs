using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>What becomes of a request to a profile.</summary>
internal sealed record ProfileDecision(IncomingRequest Visit, Arrival Arrival, Dice Dice, ProfileRequest Read)
    : AdmissionDecision(Visit, Arrival, Dice)
{
    public required IReadOnlyList<CountedUse> Uses { get; init; }
}
