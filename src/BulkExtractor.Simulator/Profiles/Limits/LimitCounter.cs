using BulkExtractor.Simulator.Ledger;

namespace BulkExtractor.Simulator.Profiles.Limits;

/// <summary>Counts one limit: what it admitted, and beside it all that came, as the judge of who asks.</summary>
internal sealed class LimitCounter(ProfileLimit limit, string account, string? model)
{
    private readonly WindowUse _admitted = limit.Window.Open(limit.Amount);
    private readonly WindowUse _arrived = limit.Window.Open(limit.Amount);
    private double _fullest;

    /// <summary>Counts what came, whatever becomes of it.</summary>
    public CountedUse Arrive(RequestWeight weight, DateTimeOffset now)
    {
        var use = _arrived.Add(weight.InAdvance(limit), now);
        _fullest = Math.Max(_fullest, _arrived.At(now));
        return new CountedUse(this, use);
    }

    public LimitReading Read(RequestWeight weight, DateTimeOffset now)
    {
        var asked = weight.InAdvance(limit);
        return new LimitReading(limit, _admitted.At(now), asked)
        {
            FitsIn = _admitted.FitsAt(asked, limit.Amount, now) - now,
            EmptyIn = _admitted.EmptyAt(now) - now,
        };
    }

    public void Admit(CountedUse counted, DateTimeOffset now) =>
        counted.Admitted = _admitted.Add(counted.Arrived.Weight, now);

    /// <summary>Counts what the answer really weighed.</summary>
    public void Settle(CountedUse counted, RequestWeight weight)
    {
        var real = weight.InTruth(limit);
        _arrived.Change(counted.Arrived, real);
        if (counted.Admitted is { } admitted) _admitted.Change(admitted, real);
    }

    public ScopeSummary Summarise(double scale) => new()
    {
        Account = account,
        Tier = "free",
        Model = model,
        Kind = limit.Window.Kind,
        Unit = limit.Unit switch
        {
            LimitUnit.InputTokens => "input_tokens",
            LimitUnit.Tokens => "tokens",
            LimitUnit.Units => "units",
            _ => "requests",
        },
        WindowSeconds = limit.Window.Length.TotalSeconds / scale,
        Limit = limit.Amount,
        Fullest = (int)Math.Ceiling(_fullest),
    };
}

/// <summary>A request's use of one limit.</summary>
internal sealed class CountedUse(LimitCounter counter, Use arrived)
{
    public LimitCounter Counter => counter;

    public Use Arrived => arrived;

    /// <summary>Null while it is not admitted.</summary>
    public Use? Admitted { get; set; }
}

/// <summary>How a limit stands for a request, in the provider's own time.</summary>
internal sealed record LimitReading(ProfileLimit Limit, double Used, double Asked)
{
    /// <summary>How long until the request would fit; zero if it does.</summary>
    public TimeSpan FitsIn { get; init; }

    /// <summary>How long until all of the limit is free again.</summary>
    public TimeSpan EmptyIn { get; init; }

    // What units a request will cost is known to nobody before: the last one may go beyond.
    public bool Refuses => Limit.Unit == LimitUnit.Units ? Used >= Limit.Amount : Used + Asked > Limit.Amount;

    /// <summary>Whether it would not fit into a window of its own either.</summary>
    public bool NeverFits => Limit.Unit != LimitUnit.Units && Asked > Limit.Amount;

    public int Left => Math.Max(0, (int)(Limit.Amount - Used));
}

/// <summary>What a request weighs.</summary>
/// <param name="Output">The cap at first, and in the end what was written.</param>
internal readonly record struct RequestWeight(int Input, int Output, double InputPrice, double OutputPrice)
{
    /// <summary>What counts before the answer is known.</summary>
    public double InAdvance(ProfileLimit limit) =>
        limit.Reserves ? InTruth(limit) : (this with { Output = 0 }).InTruth(limit);

    public double InTruth(ProfileLimit limit) => limit.Unit switch
    {
        LimitUnit.Requests => 1,
        LimitUnit.InputTokens => Input,
        LimitUnit.Tokens => Input + Output,
        _ => (Input * InputPrice) + (Output * OutputPrice),
    };
}
