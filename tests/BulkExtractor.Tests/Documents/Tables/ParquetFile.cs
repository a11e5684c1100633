using Parquet;
using Parquet.Schema;

namespace BulkExtractor.Tests.Documents.Tables;

/// <summary>Parquet files of texts.</summary>
internal static class ParquetFile
{
    public static async Task<byte[]> CreateAsync(params (string Name, string?[] Cells)[] columns)
    {
        var fields = columns.Select(column => new DataField(column.Name, typeof(string), isNullable: true)).ToArray();
        return await CreateAsync(fields, async group =>
        {
            foreach (var (field, column) in fields.Zip(columns)) await group.WriteAsync(field, column.Cells);
        });
    }

    public static async Task<byte[]> CreateAsync(
        Field[] fields, Func<ParquetRowGroupWriter, Task> write, int groups = 1)
    {
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            for (var at = 0; at < groups; at++)
            {
                using var group = writer.CreateRowGroup();
                await write(group);
            }
        }

        return file.ToArray();
    }
}
