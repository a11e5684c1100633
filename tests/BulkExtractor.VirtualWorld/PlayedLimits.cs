using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>Counts what arrives at one provider, as the simulator counts it.</summary>
internal sealed class PlayedLimits(PlayedAccount played, TimeProvider clock)
{
    private readonly ProfileLimits _limits = new(played.Profile, new LimitOptions());

    /// <summary>A request arrives, and is admitted or refused.</summary>
    public PlayedRequest Arrive(ProfileModel model, int read, int cap)
    {
        var (now, weight) = (clock.GetUtcNow(), new RequestWeight(read, cap, model.InputPrice, model.OutputPrice));
        var uses = _limits.Arrive(model, weight, now);
        var refusal = _limits.FindRefusal(model, uses, weight, now);
        if (refusal is null) _limits.Admit(model, uses, now);
        return new PlayedRequest(model, weight, uses)
        {
            Refusal = refusal is null ? null : refusal with
            {
                Readings = [.. uses.Select(use => use.Counter.Read(weight, now))],
                Now = now,
            },
        };
    }

    /// <summary>It ended, with so many tokens written; null where nobody counted them.</summary>
    public void Leave(PlayedRequest request, int? written)
    {
        if (request.Refusal is not null) return;
        RequestWeight? truth = written is { } output ? request.Weight with { Output = output } : null;
        _limits.Leave(request.Model, request.Uses, truth);
    }
}

/// <summary>A request at a provider.</summary>
internal sealed record PlayedRequest(ProfileModel Model, RequestWeight Weight, IReadOnlyList<CountedUse> Uses)
{
    /// <summary>Why it is refused; null when it is admitted.</summary>
    public ProfileRefusal? Refusal { get; init; }
}
