using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Parts;

/// <summary>Numbers, times and values as people read them.</summary>
internal static class Say
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public static string Number(int value) => value.ToString("#,0", English);

    public static string Number(double value) => value.ToString(value < 10 ? "0.#" : "#,0", English);

    /// <summary>A number that may be very large, shortened: 12,345 or 1.2 M.</summary>
    public static string Amount(long value) => value switch
    {
        >= 1_000_000_000 => (value / 1e9).ToString("0.0 'G'", English),
        >= 1_000_000 => (value / 1e6).ToString("0.0 'M'", English),
        _ => value.ToString("#,0", English),
    };

    /// <summary>Tokens read and written, and how many of those were thoughts.</summary>
    public static string Tokens(Usage usage) =>
        $"{Amount(usage.PromptTokens)} read, {Amount(usage.CompletionTokens)} written"
        + (usage.ThoughtTokens > 0 ? $", {Amount(usage.ThoughtTokens)} of them thoughts" : "");

    public static string Dollars(decimal value) => $"{value.ToString("0.00##", English)} USD";

    public static string Percent(double share) => share is > 0 and < 0.01
        ? "< 1 %"
        : share is > 0.99 and < 1 ? "99 %" : $"{Math.Round(share * 100).ToString(English)} %";

    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    public static string Documents(int number) => Count(number, "document", "documents");

    public static string Requests(int number) => Count(number, "request", "requests");

    /// <summary>The time of day where it is today, else with the day.</summary>
    public static string Instant(DateTimeOffset at, DateTimeOffset now) => at.UtcDateTime.Date == now.UtcDateTime.Date
        ? at.UtcDateTime.ToString("HH:mm 'UTC'", English)
        : at.UtcDateTime.ToString(
            at.Year == now.Year ? "ddd d MMM, HH:mm 'UTC'" : "d MMM yyyy, HH:mm 'UTC'", English);

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", English);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => $"{span.TotalSeconds.ToString("0.0", English)} s",
        { TotalSeconds: < 90 } => $"{span.TotalSeconds.ToString("0", English)} s",
        { TotalMinutes: < 90 } => $"{span.TotalMinutes.ToString("0", English)} min",
        { TotalHours: < 48 } => $"{span.TotalHours.ToString("0", English)} h",
        _ => $"{span.TotalDays.ToString("0", English)} days",
    };

    /// <summary>A value on one line.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join("; ", list.Select(Value)),
        JsonObject thing => string.Join(", ", thing.Where(part => part.Value is not null).Select(p => Value(p.Value))),
        _ => value.ToString(),
    };

    public static string Editable(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single => single.ToString(),
        _ => value.ToJsonString(PlainJson.Indented),
    };

    public static string Json(JsonNode? value) => value?.ToJsonString(PlainJson.Indented) ?? "null";

    /// <summary>How far a batch is, between 0 and 1.</summary>
    public static double Share(BatchProgress batch) =>
        batch.Documents == 0 ? 0 : (double)(batch.Extracted + batch.Failed) / batch.Documents;
}
