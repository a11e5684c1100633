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

    public bool IsCrowded(string model) => _underWay.GetValueOrDefault(model) >= _profile.Parallel;

    /// <summary>One more is under way, or one less.</summary>
    public void Move(string model, int by) => _underWay[model] = _underWay.GetValueOrDefault(model) + by;

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
