using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>All that a profile counts. Used under one lock.</summary>
internal sealed class ProfileLimits
{
    private readonly Profile _profile;
    private readonly LimitOptions _options;
    private readonly LimitCounter[] _account;
    private readonly Dictionary<string, LimitCounter[]> _models = [];
    private readonly Dictionary<string, int> _underWay = [];

    public ProfileLimits(Profile profile, LimitOptions options)
    {
        (_profile, _options) = (profile, options);
        _account = Count(profile.Limits.Where(limit => !limit.OfModel), null);
    }

    /// <summary>Those limits to which something came.</summary>
    public IEnumerable<ScopeSummary> Summaries =>
        _account.Concat(_models.Values.SelectMany(counters => counters))
            .Select(counter => counter.Summarise(_options.Scale))
            .Where(summary => summary.Fullest > 0);

    /// <summary>Where a request to a model counts, the account's limits first.</summary>
    public IReadOnlyList<LimitCounter> For(ProfileModel model)
    {
        if (!_models.TryGetValue(model.Id, out var own))
            _models[model.Id] = own =
                Count(model.Limits ?? _profile.Limits.Where(limit => limit.OfModel), model.Id);
        return [.. _account, .. own];
    }

    /// <summary>What a request is for each limit that it passes, before anybody knows whether it may.</summary>
    public IReadOnlyList<CountedUse> Arrive(ProfileModel model, RequestWeight weight, DateTimeOffset now) =>
        [.. For(model).Select(counter => counter.Arrive(weight, now))];

    /// <summary>Why limits refuse a request; null where they do not. Limits that count refused ones count it.</summary>
    public ProfileRefusal? FindRefusal(
        ProfileModel model, IReadOnlyList<CountedUse> uses, RequestWeight weight, DateTimeOffset now)
    {
        List<LimitReading> readings = [.. uses.Select(use => use.Counter.Read(weight, now))];
        List<LimitReading> reached =
            [.. readings.Where(reading => reading.Refuses).OrderByDescending(reading => reading.FitsIn)];
        if (reached.Count == 0)
            return IsCrowded(model.Id) ? new(RefusalKind.InFlight) { Model = model.Id } : null;
        foreach (var use in uses.Where((_, index) => readings[index].Limit.CountsRefused))
            use.Counter.Admit(use, now);
        var kind = reached.Exists(reading => reading is { NeverFits: true, Limit.Amount: > 0 })
            ? RefusalKind.NeverFits
            : RefusalKind.LimitReached;
        return new(kind) { Model = model.Id, Reached = reached };
    }

    /// <summary>A request goes on to its model.</summary>
    public void Admit(ProfileModel model, IReadOnlyList<CountedUse> uses, DateTimeOffset now)
    {
        Move(model.Id, 1);
        foreach (var use in uses) use.Counter.Admit(use, now);
    }

    /// <summary>A request that was admitted has ended.</summary>
    /// <param name="truth">What it took; null where nobody counted that.</param>
    public void Leave(ProfileModel model, IReadOnlyList<CountedUse> uses, RequestWeight? truth)
    {
        Move(model.Id, -1);
        if (truth is not { } took) return;
        foreach (var use in uses) use.Counter.Settle(use, took);
    }

    private bool IsCrowded(string model) => _underWay.GetValueOrDefault(model) >= _profile.Parallel;

    private void Move(string model, int by) => _underWay[model] = _underWay.GetValueOrDefault(model) + by;

    private LimitCounter[] Count(IEnumerable<ProfileLimit> limits, string? model) =>
        [.. limits.Select(limit => new LimitCounter(Settled(limit), _profile.Name, model))];

    // What nobody knows of the providers is settled by options.
    private ProfileLimit Settled(ProfileLimit limit) => limit with
    {
        CountsRefused = limit.CountsRefused || _options.CountRefused,
        Window = _options.ClockMinutes && limit.Window == ProfileWindow.Minute
            ? ProfileWindow.ClockMinute
            : limit.Window,
    };
}
