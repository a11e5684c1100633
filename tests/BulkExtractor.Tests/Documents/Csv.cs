using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

/// <summary>Reads CSVs that stand in memory.</summary>
internal static class Csv
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<TableDocuments> OpenAsync(byte[] bytes, JobInput input, TableLimits? limits = null) =>
        TableDocuments.OpenAsync(new MemoryStream(bytes), "in.csv", input, limits ?? new TableLimits(), Token);

    public static async Task<List<Document>> ReadAsync(byte[] bytes, JobInput input, TableLimits? limits = null)
    {
        await using var documents = await OpenAsync(bytes, input, limits);
        return await documents.ReadAsync(Token).ToListAsync(Token);
    }

    public static Task<List<Document>> ReadAsync(string csv, string text = "a", TableLimits? limits = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(csv), new JobInput(text), limits);

    public static async Task<List<string[]>> CellsAsync(string csv, TableLimits? limits = null) =>
        [.. (await ReadAsync(csv, limits: limits)).Select(document => document.Columns.ToArray())];

    public static async Task<string> ErrorAsync(byte[] bytes, JobInput input, TableLimits? limits = null)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => ReadAsync(bytes, input, limits));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    public static Task<string> ErrorAsync(string csv, string text = "a", TableLimits? limits = null) =>
        ErrorAsync(Encoding.UTF8.GetBytes(csv), new JobInput(text), limits);
}
