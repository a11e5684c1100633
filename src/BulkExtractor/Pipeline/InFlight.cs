using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>
/// A pack on its way: chosen → permitted → sent → answered, or returned from any of them. Its observers are told each
/// step; what is disposed without an answer was returned, so that none of them can be forgotten.
/// </summary>
internal sealed class InFlight : IDisposable
{
    private readonly IReadOnlyList<IPackObserver> _observers;
    private Step _step = Step.Chosen;

    /// <summary>Sets a pack on its way.</summary>
    public InFlight(ChosenPack pack, IReadOnlyList<IPackObserver> observers)
    {
        (Pack, _observers) = (pack, observers);
        Tell(observer => observer.Chosen(this));
    }

    private enum Step
    {
        Chosen,
        Permitted,
        Sent,
        Ended,
    }

    public ChosenPack Pack { get; }

    public BatchPlan Plan => Pack.Chosen.Plan;

    public IReadOnlyList<LeasedChunk> Chunks => Pack.Chosen.Chunks;

    public Model Model => Pack.Model;

    /// <summary>What was answered when its permit was asked for; null until then.</summary>
    public Permit? Permit { get; private set; }

    /// <summary>Whether its request may be sent, or was.</summary>
    public bool IsPermitted => Permit is { AttemptId: not null };

    /// <summary>Whether its chunks are nobody's here any more: their batch is over, or their lease is lost.</summary>
    public bool IsStale => Permit is { PackIsStale: true };

    /// <summary>Whether it was told to be sent, whatever became of it since.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Whether its request may have left: what did provably not is as good as never sent.</summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>Notes what was answered when its permit was asked for; refused, it can only be returned.</summary>
    public void Decide(Permit permit)
    {
        Move(Step.Chosen, permit.AttemptId is null ? Step.Chosen : Step.Permitted);
        Permit = permit;
    }

    /// <summary>It goes out under its permit.</summary>
    public void Send()
    {
        Move(Step.Permitted, Step.Sent);
        WasSent = MayHaveLeft = true;
        Tell(observer => observer.Sent(this));
    }

    /// <summary>Its result was handed on.</summary>
    public void Answer(AttemptResult result)
    {
        Move(Step.Sent, Step.Ended);
        Tell(observer => observer.Answered(this, result));
    }

    /// <summary>It provably never left.</summary>
    public void Return()
    {
        Move(Step.Sent, Step.Ended);
        MayHaveLeft = false;
        Tell(observer => observer.Returned(this));
    }

    /// <summary>Returns what was neither answered nor returned.</summary>
    public void Dispose()
    {
        if (_step is Step.Ended) return;
        _step = Step.Ended;
        Tell(observer => observer.Returned(this));
    }

    private void Move(Step from, Step to)
    {
        if (_step != from) throw new InvalidOperationException($"a pack that is {_step} cannot become {to}");
        _step = to;
    }

    private void Tell(Action<IPackObserver> step)
    {
        foreach (var observer in _observers) step(observer);
    }
}
