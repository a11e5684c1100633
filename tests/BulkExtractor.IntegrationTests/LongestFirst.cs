using Xunit.Sdk;
using Xunit.v3;

namespace BulkExtractor.IntegrationTests;

/// <summary>Tests of whole processes take longest: they begin first, and nothing waits for one at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string Long = $"{typeof(LongestFirst).Namespace}.{nameof(Acceptance)}.";

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(IsLong)];

    private static bool IsLong<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection =>
        collection.TestCollectionDisplayName.Contains(Long, StringComparison.Ordinal);
}
