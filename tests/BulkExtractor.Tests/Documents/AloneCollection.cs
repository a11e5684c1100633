namespace BulkExtractor.Tests.Documents;

/// <summary>Tests of the heap, which belongs to the whole process: they run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
