namespace BulkExtractor.Simulator.Profiles.Limits;

/// <summary>What a window holds. Times do not go back.</summary>
internal abstract class WindowUse
{
    public abstract double At(DateTimeOffset now);

    public abstract Use Add(double weight, DateTimeOffset now);

    /// <summary>Another weight for what was added, as the answer tells it.</summary>
    public abstract void Change(Use use, double weight);

    /// <summary>When so much would fit; now, if it does.</summary>
    public abstract DateTimeOffset FitsAt(double weight, double amount, DateTimeOffset now);

    /// <summary>When the window is as good as new.</summary>
    public abstract DateTimeOffset EmptyAt(DateTimeOffset now);
}

/// <summary>One request's part of what a window holds.</summary>
internal sealed class Use(double weight, DateTimeOffset at)
{
    public double Weight { get; set; } = weight;

    public DateTimeOffset At => at;
}

/// <summary>The window that ends now: what is a whole span old is in it no more.</summary>
internal sealed class RollingUse(TimeSpan span) : WindowUse
{
    private readonly Queue<Use> _uses = [];
    private double _sum;

    public override double At(DateTimeOffset now)
    {
        while (_uses.TryPeek(out var oldest) && now - oldest.At >= span) _sum -= _uses.Dequeue().Weight;
        return _sum;
    }

    public override Use Add(double weight, DateTimeOffset now)
    {
        At(now);
        var use = new Use(weight, now);
        _uses.Enqueue(use);
        _sum += weight;
        return use;
    }

    public override void Change(Use use, double weight)
    {
        if (_uses.Contains(use)) _sum += weight - use.Weight;
        use.Weight = weight;
    }

    public override DateTimeOffset FitsAt(double weight, double amount, DateTimeOffset now)
    {
        var left = At(now) + weight - amount;
        if (left <= 0) return now;
        var freed = now + span;
        foreach (var use in _uses)
        {
            freed = use.At + span;
            left -= use.Weight;
            if (left <= 0) break;
        }

        return freed;
    }

    public override DateTimeOffset EmptyAt(DateTimeOffset now) => At(now) > 0 ? _uses.Last().At + span : now;
}

/// <summary>A window of the calendar: all of it is new at its end.</summary>
internal sealed class CalendarUse(Func<DateTimeOffset, DateTimeOffset> endOf) : WindowUse
{
    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private double _sum;

    public override double At(DateTimeOffset now)
    {
        if (now < _end) return _sum;
        (_start, _end, _sum) = (now, endOf(now), 0);
        return _sum;
    }

    public override Use Add(double weight, DateTimeOffset now)
    {
        At(now);
        _sum += weight;
        return new Use(weight, now);
    }

    public override void Change(Use use, double weight)
    {
        if (use.At >= _start) _sum += weight - use.Weight;
        use.Weight = weight;
    }

    public override DateTimeOffset FitsAt(double weight, double amount, DateTimeOffset now) =>
        At(now) + weight <= amount ? now : _end;

    public override DateTimeOffset EmptyAt(DateTimeOffset now) => At(now) > 0 ? _end : now;
}

/// <summary>A bucket that fills up steadily, to its brim within a span.</summary>
internal sealed class BucketUse(double amount, TimeSpan span) : WindowUse
{
    private double _used;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    public override double At(DateTimeOffset now)
    {
        if (now > _at) (_used, _at) = (Math.Max(0, _used - ((now - _at) / span * amount)), now);
        return _used;
    }

    public override Use Add(double weight, DateTimeOffset now)
    {
        At(now);
        _used += weight;
        return new Use(weight, now);
    }

    public override void Change(Use use, double weight)
    {
        _used = Math.Max(0, _used + weight - use.Weight);
        use.Weight = weight;
    }

    public override DateTimeOffset FitsAt(double weight, double most, DateTimeOffset now) =>
        now + (span * (Math.Max(0, At(now) + weight - most) / amount));

    public override DateTimeOffset EmptyAt(DateTimeOffset now) => now + (span * (At(now) / amount));
}
