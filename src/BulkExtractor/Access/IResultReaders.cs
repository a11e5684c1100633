namespace BulkExtractor.Access;

/// <summary>Those who read results by the role <c>bulk_read</c>, with tools of their own.</summary>
public interface IResultReaders
{
    /// <summary>How long a transaction of theirs may last; by their own settings it is a minute.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Ends what runs for longer, whatever their settings say; how much there was.</summary>
    Task<int> EndLongAsync(TimeSpan most, CancellationToken cancellationToken);

    /// <summary>Lets them log in with a password, if one is given; where they log in.</summary>
    Task<ReaderLogin> LetInAsync(string? password, CancellationToken cancellationToken);
}

/// <summary>Where readers of results log in.</summary>
/// <param name="IsOpen">Whether they can; null where the server has no role for them.</param>
public sealed record ReaderLogin(string Host, int Port, string Database, bool? IsOpen)
{
    /// <summary>Their role.</summary>
    public const string Role = "bulk_read";

    /// <summary>The views they read, one a job.</summary>
    public const string Schema = "bulk_results";
}
