using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>How long a gate lets a scope pause, and what it says of it.</summary>
public sealed partial class PermitGate
{
    // Nobody knows when a day or a plan that is spent begins anew: it is asked after hours, less and less often.
    private static readonly TimeSpan SpentCooldown = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestSpent = TimeSpan.FromHours(6);

    private static ScopePause Timed(CallFailure failure, Account account)
    {
        var cooldown = failure.Spent ? SpentCooldown : account.Cooldown;
        return new ScopePause(failure.Reason, failure.Until, failure.Delay, cooldown)
        {
            Trial = account.Timeout + TrialGrace,
            Longest = failure.Spent ? LongestSpent : ScopePause.LongestUsual,
        };
    }

    private void Close(
        ConcurrentDictionary<ClosureKey, Closure> closed, ClosureKey key, TimeSpan wait, string reason)
    {
        var remembered = wait < LongestMemory ? wait : LongestMemory;
        var until = clock.GetTimestamp() + Ticks(remembered);
        var closure = new Closure(until, wait, BatchWait.Until(reason, wait, LedgerNow ?? clock.GetUtcNow()));
        closed.AddOrUpdate(key, closure, (_, old) => old.Until > closure.Until ? old : closure);
    }

    // Of several models that a batch waits for, the user wants to know which.
    private static string Named(ScopeId scope, Model model, string reason)
    {
        var name = scope.Model ?? model.Account.Name;
        return reason.Contains(name, StringComparison.Ordinal) ? reason : $"{name}: {reason}";
    }

    // A model that refuses a form, or a document that it names, works.
    private static bool ShowsLife(CallFailure? failure) =>
        failure is null or { Class: FailureClass.ChunkAtFault, Unexplained: false } or { IsOfForm: true };
}
