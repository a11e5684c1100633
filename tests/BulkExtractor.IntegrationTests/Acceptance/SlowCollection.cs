namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Whole batches against the clock: one at a time, with nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SlowCollection
{
    public const string Name = "Whole batches";
}
