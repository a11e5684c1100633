using System.Buffers;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>A provider that is played: it decides about requests, and answers in its own words.</summary>
internal interface IPlayedProvider
{
    /// <param name="at">When the request came in, before its body was read.</param>
    /// <param name="utc">The same instant by the calendar.</param>
    AdmissionDecision Receive(string? key, ReadOnlySequence<byte> body, TimeSpan at, DateTimeOffset utc);

    /// <summary>Wraps what the model wrote.</summary>
    Reply Answer(AdmissionDecision decision, Completion completion);

    /// <summary>A request has ended, with what the model wrote or without.</summary>
    void Leave(AdmissionDecision decision, Completion? completion);
}
