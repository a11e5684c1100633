using BulkExtractor.IntegrationTests;

// Most tests of whole batches wait for windows of their limits: as many as this at a time keep two cores busy.
[assembly: Xunit.v3.Parallelization(MaxThreads = 5)]
[assembly: TestCollectionOrderer<LongestFirst>]
