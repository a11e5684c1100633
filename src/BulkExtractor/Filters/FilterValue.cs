namespace BulkExtractor.Filters;

/// <summary>A value that somebody compares with; its kind decides what it is compared with.</summary>
public abstract record FilterValue;

/// <summary>A text, also a date: those are ordered as texts are.</summary>
public sealed record TextValue(string Text) : FilterValue;

/// <summary>A number.</summary>
public sealed record NumberValue(decimal Number) : FilterValue;

/// <summary>True or false.</summary>
public sealed record BooleanValue(bool Flag) : FilterValue;

/// <summary>A point in time, whatever offset it was written with.</summary>
public sealed record InstantValue(DateTimeOffset At) : FilterValue;
