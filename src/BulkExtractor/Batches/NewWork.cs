namespace BulkExtractor.Batches;

/// <summary>
/// Tells the worker of this process that a batch has new chunks, so that it need not wait for its next look.
/// </summary>
public sealed class NewWork
{
    /// <summary>There are new chunks.</summary>
    public event Action? Told;

    /// <summary>Tells it.</summary>
    public void Tell() => Told?.Invoke();
}
