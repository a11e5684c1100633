namespace BulkExtractor.Models;

/// <summary>Which of the models that a provider lists join the pool.</summary>
public enum ModelDiscovery
{
    None,

    /// <summary>Those that are listed at price 0.</summary>
    Free,

    /// <summary>All that can extract and of which no price is told.</summary>
    All,
}
