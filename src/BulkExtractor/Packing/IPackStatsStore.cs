namespace BulkExtractor.Packing;

/// <summary>Keeps what workers learned of models beyond their end.</summary>
public interface IPackStatsStore
{
    /// <summary>What is known of models: how they treat packs of some definitions, and how they treat any.</summary>
    /// <param name="definitions">Their keys, see <see cref="PackStats.KeyOf"/>.</param>
    Task<LearnedPackStats> ReadAsync(IReadOnlyCollection<string> definitions, CancellationToken cancellationToken);

    /// <summary>Keeps what a worker learned, instead of what was known of the same.</summary>
    Task KeepAsync(LearnedPackStats learned, CancellationToken cancellationToken);

    /// <summary>Forgets what is too old to be believed.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);
}
