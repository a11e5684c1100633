using System.Globalization;
using System.Text.Json;

namespace BulkExtractor.Benchmarks.Forecasts;

/// <summary>How a batch went, and what was said of it before.</summary>
internal sealed record ForecastEnd(int Seed, TimeSpan Took, int Requests, Foretold AtSubmission, Foretold AtHalf)
{
    public override string ToString() =>
        $"seed {Seed} took {Took.TotalSeconds:0.0} s and {Requests} requests; "
        + $"at submission {AtSubmission}, at half time {AtHalf}";
}

/// <summary>A finish as it was foretold, beside the real one.</summary>
/// <param name="Requests">The requests of the whole batch.</param>
/// <param name="Off">How much later than foretold it came, as a share of the time that the batch took.</param>
/// <param name="Covered">Whether it came by the instant that nine of ten should reach.</param>
internal sealed record Foretold(int Requests, double Off, bool Covered)
{
    public double Error => Math.Abs(Off);

    /// <param name="finish">The member <c>finish</c> that the program wrote.</param>
    public static Foretold Of(int requests, JsonElement finish, DateTimeOffset start, DateTimeOffset end) => new(
        requests, (end - Instant(finish, "p50")) / (end - start), end <= Instant(finish, "p90"));

    public override string ToString() =>
        $"{Off:+0.0 %;-0.0 %} ({Requests} requests){(Covered ? "" : ", after its P90")}";

    private static DateTimeOffset Instant(JsonElement finish, string name) =>
        DateTimeOffset.Parse(finish.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
