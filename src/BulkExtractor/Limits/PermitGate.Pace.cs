using System.Collections.Concurrent;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>
/// How a gate learns how fast models let themselves be asked whose limits nobody names: additive increase and
/// multiplicative decrease (Chiu and Jain, 1989), from their first refusal on.
/// </summary>
public sealed partial class PermitGate
{
    private static readonly TimeSpan PaceStep = TimeSpan.FromSeconds(1.5);

    // Models that were slowed down, and when they were looked at last.
    private readonly ConcurrentDictionary<string, long> _paced = new();

    private async Task SlowDownAsync(Model model, ModelReply reply, CancellationToken cancellationToken)
    {
        if (!IsTooFast(reply) || LimitScope.BoundsMoments(model)) return;
        _paced[model.Key] = clock.GetTimestamp();
        await ledger.PaceAsync(ScopeId.OfModel(model), refused: true, cancellationToken);
    }

    private async Task SpeedUpAsync(IReadOnlyList<AskedPermit> asked, CancellationToken cancellationToken)
    {
        if (_paced.IsEmpty) return;
        foreach (var model in asked.Select(permit => permit.Model).Distinct())
        {
            if (!_paced.TryGetValue(model.Key, out var since) || clock.GetElapsedTime(since) < PaceStep) continue;
            if (_paced.TryUpdate(model.Key, clock.GetTimestamp(), since))
                await ledger.PaceAsync(ScopeId.OfModel(model), refused: false, cancellationToken);
        }
    }

    // A provider behind the provider that is busy is busy with others; and a day that is spent is no matter of pace.
    private static bool IsTooFast(ModelReply reply) =>
        reply is { Status: 429, Failure: { Spent: false } failure }
        && (failure.Hit is { PerDay: false }
            || failure is { Hit: null, Class: FailureClass.ModelPaused or FailureClass.AccountPaused });
}
