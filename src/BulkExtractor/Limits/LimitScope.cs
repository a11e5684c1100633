using BulkExtractor.Basics;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>
/// Where requests are counted, or paused: an account, a tier of it, a group of its models, a model, a batch. Each scope
/// bounds one thing: requests, tokens of a kind, requests under way, or US dollars.
/// </summary>
/// <param name="Requests">The most requests in a span; null bounds nothing.</param>
/// <param name="Span">The span; null, where requests or tokens are bounded, means a day or month.</param>
/// <param name="Margin">How much longer than the span a permit weighs: the spread of the way to the server.</param>
public sealed partial record LimitScope(
    ScopeId Id, int? Requests = null, TimeSpan? Span = null, TimeSpan Margin = default)
{
    private static readonly TimeSpan LongSpan = TimeSpan.FromHours(1);

    /// <summary>Whether the provider is asked for the number, and this one holds only until it has answered.</summary>
    public bool Auto { get; init; }

    /// <summary>The day or month that is meant where there is no span.</summary>
    public CalendarWindow Calendar { get; init; } = CalendarWindow.UtcDay;

    /// <summary>Whether the span runs by the clock, from full minute to full minute; else any counts.</summary>
    public bool Aligned { get; init; }

    /// <summary>The most tokens, or units, in a span; null bounds none.</summary>
    public int? Tokens { get; init; }

    /// <summary>Which tokens count.</summary>
    public CountedTokens Counted { get; init; }

    /// <summary>Whether tokens are counted, and no units that each model prices for itself.</summary>
    public bool CountsTokens => Tokens is not null && Counted != CountedTokens.Units;

    /// <summary>What a token counts, where units do.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Whether it counts over days, as a calendar has them.</summary>
    public bool IsDay => IsOfCalendar && !Calendar.Monthly;

    /// <summary>Whether it counts over days or months, and not over a span.</summary>
    public bool IsOfCalendar => Span is null && (Requests ?? Tokens) is not null;

    /// <summary>The most requests under way at once, over all workers; null bounds none.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most US dollars; null bounds none.</summary>
    public decimal? Cost { get; init; }

    /// <summary>
    /// Whether what is spent of it comes back only after an hour or more, so that each request must bring the most.
    /// </summary>
    public bool IsLong => IsOfCalendar || ((Requests ?? Tokens) is not null && Span >= LongSpan);

    /// <summary>What it counts, in words.</summary>
    public string Unit => Tokens is null ? "requests" : Counted switch
    {
        CountedTokens.Input => "input tokens",
        CountedTokens.Units => "units",
        _ => "tokens",
    };

    /// <summary>What it allows, in words; null where it bounds nothing.</summary>
    public string? Allowed => this switch
    {
        { Requests: { } requests } => $"{Count(requests)} per {Window}",
        { Tokens: { } tokens } => $"{tokens} {Unit} per {Window}",
        { Parallel: { } parallel } => $"{Count(parallel)} at once",
        _ => null,
    };

    /// <summary>What holds of it where a smaller number does; null where none is smaller.</summary>
    public LimitScope? Keeping((int? Requests, int? Tokens, int? Parallel) numbers) =>
        numbers.Requests < Requests || numbers.Tokens < Tokens || numbers.Parallel < Parallel
            ? this with { Requests = numbers.Requests, Tokens = numbers.Tokens, Parallel = numbers.Parallel }
            : null;

    /// <summary>Whether it bounds anything; else it can only be paused.</summary>
    public bool Bounds => this is not { Requests: null, Tokens: null, Parallel: null, Cost: null };

    /// <summary>What a request weighs here.</summary>
    public int Weigh(RequestTokens tokens) => Counted switch
    {
        CountedTokens.Input => tokens.Input,
        CountedTokens.WithCap => Sum(tokens.Input, tokens.Cap),
        CountedTokens.Units when UnitPrice is { } price => UnitsOf(tokens, price),
        _ => Sum(tokens.Input, tokens.Output),
    };

    private static int Sum(int read, int written) => (int)Math.Min(int.MaxValue, (long)read + written);

    // Whole units only, so that no request is free.
    private static int UnitsOf(RequestTokens tokens, UnitPrice price) =>
        (int)Math.Min(int.MaxValue, Math.Ceiling((tokens.Input * price.Input) + (tokens.Output * price.Output)));

    private string Window => this switch
    {
        { Aligned: true } => "minute",
        { Span: { } span } => Spell(span),
        { Calendar.Monthly: true } => "month",
        _ => "day",
    };

    private static string Count(int requests) => requests == 1 ? "1 request" : $"{requests} requests";

    private static string Spell(TimeSpan span) => span switch
    {
        { TotalDays: > 1 } when span.Ticks % TimeSpan.TicksPerDay == 0 => $"{span.TotalDays:0} days",
        { TotalHours: >= 1 } when span.Ticks % TimeSpan.TicksPerHour == 0 => $"{span.TotalHours:0} h",
        _ => $"{span.TotalSeconds:0.###} s",
    };
}
