using Microsoft.Extensions.Logging;

namespace BulkExtractor.Limits;

/// <summary>What a gate does when a bound that was thought to hold does not.</summary>
public sealed partial class PermitGate
{
    // Windows would open too early by so much: they start afresh, and nothing is sent meanwhile.
    private async Task<IReadOnlyList<PermitAnswer>> WithdrawAsync(
        IReadOnlyList<AskedPermit> asked,
        IReadOnlyList<PermitAnswer> answers,
        TimeSpan jump,
        CancellationToken cancellationToken)
    {
        LogJump(Logger, jump.TotalSeconds);
        await ledger.PauseSpansAsync("the database's clock jumped", cancellationToken);
        var after = new List<PermitAnswer>();
        foreach (var (permit, answer) in asked.Zip(answers))
        {
            var window =
                LimitScope.ListFor(permit.Model).Where(scope => scope.Span is not null).MaxBy(scope => scope.Span);
            if (window is null || answer.AttemptId is not { } attempt)
            {
                after.Add(answer);
                continue;
            }

            await ledger.ReturnAsync(attempt, cancellationToken);
            after.Add(new PermitAnswer(null, window.Id, window.Span + window.Margin));
        }

        return after;
    }

    [LoggerMessage(LogLevel.Warning, "ALARM: the database's clock jumped forward by {Seconds:0.00} s: every limit per "
        + "span waits for its span, since nobody knows what its windows hold. Keep the clock of the server in step")]
    private static partial void LogJump(ILogger logger, double seconds);

    [LoggerMessage(
        LogLevel.Warning,
        "ALARM: {Scope} was refused by the provider though it was kept here: its margin is doubled. "
        + "Does somebody else use the account? By the database's clock it is {LedgerTime:O}, here {OwnTime:O}")]
    private static partial void LogBroken(
        ILogger logger, ScopeId scope, DateTimeOffset? ledgerTime, DateTimeOffset ownTime);
}
