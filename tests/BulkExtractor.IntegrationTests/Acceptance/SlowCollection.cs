namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Tests of shares, deadlines and spans: only a machine that is theirs alone keeps the time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SlowCollection
{
    public const string Name = "Against the clock";
}
