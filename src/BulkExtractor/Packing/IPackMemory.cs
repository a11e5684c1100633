namespace BulkExtractor.Packing;

/// <summary>Keeps what workers learned of models beyond their end.</summary>
public interface IPackMemory
{
    /// <summary>What is known of models: how they treat packs of some definitions, and how they treat any.</summary>
    /// <param name="definitions">Their keys, see <see cref="PackHabit.KeyOf"/>.</param>
    Task<Learned> ReadAsync(IReadOnlyCollection<string> definitions, CancellationToken cancellationToken);

    /// <summary>Keeps what a worker learned, instead of what was known of the same.</summary>
    Task KeepAsync(Learned learned, CancellationToken cancellationToken);

    /// <summary>Forgets what is too old to be believed.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);
}
