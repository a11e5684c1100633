using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>Counts what arrives at one provider, by the limits of its profile.</summary>
internal sealed class Door(PlayedAccount played, TimeProvider clock)
{
    private readonly ProfileLimits _limits = new(played.Profile, new LimitOptions());

    /// <summary>A request arrives; its visit says whether it is admitted.</summary>
    public Visit Arrive(ProfileModel model, int read, int cap)
    {
        var (now, weight) = (clock.GetUtcNow(), new RequestWeight(read, cap, model.InputPrice, model.OutputPrice));
        List<CountedUse> uses = [.. _limits.For(model).Select(counter => counter.Arrive(weight, now))];
        List<LimitReading> readings = [.. uses.Select(use => use.Counter.Read(weight, now))];
        var visit = new Visit(model, weight, uses)
        {
            Refusal = Refusal(model, [.. readings.Where(reading => reading.Refuses)], readings, now),
        };
        var counted = visit.Refusal is null ? uses : uses.Where((_, place) => readings[place].Limit.CountsRefused);
        foreach (var use in counted) use.Counter.Admit(use, now);
        if (visit.Refusal is null) _limits.Move(model.Id, 1);
        return visit;
    }

    /// <summary>It ended, with so many tokens written; null where nobody counted them.</summary>
    public void Leave(Visit visit, int? written)
    {
        if (visit.Refusal is not null) return;
        _limits.Move(visit.Model.Id, -1);
        if (written is not { } output) return;
        foreach (var use in visit.Uses) use.Counter.Settle(use, visit.Weight with { Output = output });
    }

    private ProfileRefusal? Refusal(
        ProfileModel model, List<LimitReading> reached, IReadOnlyList<LimitReading> all, DateTimeOffset now)
    {
        RefusalKind? kind = reached.Exists(reading => reading.NeverFits) ? RefusalKind.NeverFits
            : reached.Count > 0 ? RefusalKind.LimitReached
            : _limits.IsCrowded(model.Id) ? RefusalKind.InFlight
            : null;
        return kind is null ? null : new ProfileRefusal(kind.Value)
        {
            Model = model.Id,
            Reached = [.. reached.OrderByDescending(reading => reading.FitsIn)],
            Readings = all,
            Now = now,
        };
    }
}

/// <summary>A request at a provider.</summary>
internal sealed record Visit(ProfileModel Model, RequestWeight Weight, IReadOnlyList<CountedUse> Uses)
{
    /// <summary>Why it is turned away; null when it is admitted.</summary>
    public ProfileRefusal? Refusal { get; init; }
}
