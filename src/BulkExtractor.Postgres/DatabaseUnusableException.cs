namespace BulkExtractor.Postgres;

/// <summary>PostgreSQL refuses for good, or has not answered for longer than anybody waits. In one line.</summary>
public sealed class DatabaseUnusableException(string message, Exception cause) : Exception(message, cause);
