namespace BulkExtractor.Hangfire;

/// <summary>Hangfire's instants, which do not say their zone: it is UTC.</summary>
internal static class Instants
{
    public static DateTimeOffset? InUtc(DateTime? at) =>
        at is { } instant ? new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)) : null;
}
