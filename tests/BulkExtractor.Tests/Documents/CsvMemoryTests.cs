using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

[Collection(AloneCollection.Name)]
public sealed class CsvMemoryTests
{
    [Fact]
    public async Task A_million_rows_leave_little_in_memory()
    {
        var rows = new GeneratedCsv(rowCount: 1_000_000);
        await using var documents = await TableDocuments.OpenAsync(rows, "big", new JobInput("text"), Csv.Token);
        var (count, start, most) = (0, GC.GetTotalMemory(forceFullCollection: true), 0L);

        await foreach (var document in documents.ReadAsync(Csv.Token))
        {
            if (++count % 100_000 > 0) continue;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - start);
        }

        Assert.Equal(1_000_000, count);
        // The rows are 60 MB of text and more as objects.
        TestContext.Current.TestOutputHelper?.WriteLine($"{most:#,0} bytes");
        Assert.InRange(most, long.MinValue, 4 << 20);
    }
}
