namespace BulkExtractor.VirtualWorld;

/// <summary>When one model does not answer.</summary>
internal sealed class Outages
{
    private readonly Scenario _scenario;
    private readonly VirtualTime _time;
    private readonly Random _random;

    public Outages(Scenario scenario, VirtualTime time, Random random)
    {
        (_scenario, _time, _random) = (scenario, time, random);
        Plan();
    }

    /// <summary>The outage that there is now; null while the model answers.</summary>
    public Outage? Now { get; private set; }

    private void Plan() => _time.After(Draw(_scenario.BetweenOutages), Begin);

    private void Begin()
    {
        if (_time.Now >= _scenario.LastFault) return;
        Now = new Outage(Hangs: _random.Next(2) == 0);
        var left = _scenario.LastFault - _time.Now;
        var lasts = Draw(_scenario.Outage);
        _time.After(lasts < left ? lasts : left, End);
    }

    private void End()
    {
        Now = null;
        Plan();
    }

    private TimeSpan Draw(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());
}

/// <summary>A time in which a model does not answer.</summary>
/// <param name="Hangs">Whether requests hang until they time out; else they fail at once.</param>
internal sealed record Outage(bool Hangs)
{
    /// <summary>When the first request that met it is back; null before one did.</summary>
    public TimeSpan? KnownAt { get; set; }
}
