namespace BulkExtractor.Access;

/// <summary>Those who read results by the role <c>bulk_read</c>, with tools of their own.</summary>
public interface IResultReaders
{
    /// <summary>How long a transaction of theirs may last; by their own settings it is a minute.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Ends what runs for longer, whatever their settings say; how much there was.</summary>
    Task<int> EndLongAsync(TimeSpan most, CancellationToken cancellationToken);
}
