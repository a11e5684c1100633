namespace BulkExtractor.Forecast;

/// <summary>What some documents will take.</summary>
/// <param name="Requests">The requests that are expected, failed ones included.</param>
/// <param name="P50">The finish that is as likely to be early as late; null when there is no end in sight.</param>
/// <param name="P90">The finish that nine of ten such batches reach.</param>
public sealed record Outlook(int Requests, DateTimeOffset? P50, DateTimeOffset? P90);

/// <summary>What is known before the outlook.</summary>
/// <param name="Documents">The documents that are still open.</param>
/// <param name="RowsPerRequest">The rows that a good request brings.</param>
/// <param name="Good">The requests that were good so far, here or with these models before.</param>
/// <param name="Bad">The requests that brought nothing.</param>
public sealed record Workload(int Documents, double RowsPerRequest, int Good, int Bad);
