namespace BulkExtractor.Benchmarks.Figures;

/// <summary>Something measured.</summary>
internal sealed record Figure(string Name, double Value, string Unit)
{
    /// <summary>What it is compared with, in words, and the value of that.</summary>
    public Yardstick? Yardstick { get; init; }

    /// <summary>The value divided by the yardstick's.</summary>
    public double? Ratio => Yardstick is { Value: not 0 } yardstick ? Value / yardstick.Value : null;

    /// <summary>What the ratio, or without a yardstick the value, is to reach.</summary>
    public Goal? Goal { get; init; }

    /// <summary>Whether the goal is set for the value although there is a yardstick beside it.</summary>
    public bool GoalIsOfValue { get; init; }

    /// <summary>Whether the whole run fails where the goal is missed.</summary>
    public bool IsWall { get; init; }

    /// <summary>Whether the goal was reached; null where there is none.</summary>
    public bool? Met => Goal?.IsMetBy(GoalIsOfValue ? Value : Ratio ?? Value);

    /// <summary>Something that must not happen even once.</summary>
    public static Figure Wall(string name, double value, string unit) =>
        new(name, value, unit) { Goal = Goal.Most(0), IsWall = true };
}

/// <summary>What a figure is compared with, measured in the same run.</summary>
internal sealed record Yardstick(string Name, double Value);

/// <summary>A bound that a figure is to keep.</summary>
internal sealed record Goal(double? AtLeast, double? AtMost)
{
    public static Goal Least(double bound) => new(bound, null);

    public static Goal Most(double bound) => new(null, bound);

    public bool IsMetBy(double value) => (AtLeast is null || value >= AtLeast) && (AtMost is null || value <= AtMost);

    public override string ToString() => AtLeast is not null ? $"≥ {AtLeast:0.###}" : $"≤ {AtMost:0.###}";
}
