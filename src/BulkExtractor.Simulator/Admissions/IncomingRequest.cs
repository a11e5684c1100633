using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>A chat completion request with what is known of its sender.</summary>
internal sealed record IncomingRequest
{
    public SimulatedAccount? Account { get; init; }

    public SimulatedModel? Model { get; init; }

    public ChatRequest? Request { get; init; }

    /// <summary>What is wrong with its key or its body.</summary>
    public ErrorReply? Invalid { get; init; }
}

/// <summary>What becomes of a visit: a refusal, or an answer that a fault may spoil.</summary>
internal record AdmissionDecision(IncomingRequest Visit, Arrival Arrival, Dice Dice)
{
    public ErrorReply? Refusal { get; init; }

    /// <summary>The fault to inject, or the one behind the refusal.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>What of the answer's tokens the model spends on thoughts.</summary>
    public int ThoughtTokens { get; init; }
}
