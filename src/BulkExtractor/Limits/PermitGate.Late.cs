using BulkExtractor.Models;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Limits;

/// <summary>What a gate does with permits that come too late to be used.</summary>
public sealed partial class PermitGate
{
    // A database may stand still for a moment; where it always does nothing is sent, and nobody would know why.
    private const int LateForAlarm = 10;

    private int _lateInARow;

    /// <summary>What is waited for while permits come too late to be used; null while they come in time.</summary>
    public string? Late => Volatile.Read(ref _lateInARow) < LateForAlarm
        ? null
        : "permits that come in time: the database takes too long to answer";

    /// <summary>Lets requests that may not have arrived yet weigh as if they were granted now.</summary>
    public Task HoldAsync(IReadOnlyList<long> attemptIds, CancellationToken cancellationToken) =>
        ledger.HoldAsync(attemptIds, cancellationToken);

    // Which are late is seen for all at once: giving back takes its time, too.
    private async Task ReturnLateAsync(
        IReadOnlyList<AskedPermit> asked, Permit[] permits, long askedAt, CancellationToken cancellationToken)
    {
        var granted = Enumerable.Range(0, permits.Length).Where(i => permits[i].AttemptId is not null).ToList();
        var late = granted.Where(i => !MayStart(permits[i], asked[i].Model)).ToList();
        if (granted.Count > 0) NoteLate(late.Count == granted.Count, askedAt);
        foreach (var i in late)
        {
            var (model, request) = asked[i];
            await ReturnAsync(permits[i].AttemptId!.Value, model, request.BatchId, cancellationToken);
            permits[i] = permits[i].Returned();
        }
    }

    // Soon enough after it was asked for, and to a model that was not paused meanwhile (a later request of the same
    // round may well have been refused). Only this process' monotonic clock is asked.
    private bool MayStart(Permit permit, Model model) =>
        clock.GetTimestamp() <= permit.StartBy
        && Closed(clock.GetTimestamp(), KeysOf(model), _paused) is null;

    private void NoteLate(bool late, long askedAt)
    {
        _lateInARow = late ? _lateInARow + 1 : 0;
        if (_lateInARow == LateForAlarm) LogLate(Logger, clock.GetElapsedTime(askedAt).TotalSeconds);
    }

    [LoggerMessage(LogLevel.Warning, "ALARM: permits come too late to be used, the last after {Seconds:0.00} s: "
        + "nothing can be sent until the database answers sooner. Is it far away, or its disk busy?")]
    private static partial void LogLate(ILogger logger, double seconds);
}
