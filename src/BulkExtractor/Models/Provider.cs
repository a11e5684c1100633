namespace BulkExtractor.Models;

/// <summary>An account of the pool file as one to choose from, whether or not it can be used now.</summary>
/// <param name="Account">What the file says of it; its address and key only where it is in the pool.</param>
/// <param name="Address">The address as it is written, variables and all.</param>
public sealed record Provider(Account Account, string Address)
{
    public string Name => Account.Name;

    /// <summary>The environment variables that it names.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>What is still to be set before it takes part: <c>NAME</c>, <c>NAME=yes</c>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Its models by the file, without those that have retired.</summary>
    public IReadOnlyList<Model> Models { get; init; } = [];

    /// <summary>Whether it takes part.</summary>
    public bool IsReady => Missing.Count == 0;
}
