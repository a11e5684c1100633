using System.IO.Compression;
using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents.Tables;

/// <summary>Reads tables of any kind that stand in memory.</summary>
internal static class Table
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    /// <summary>The header, then the rows.</summary>
    public static async Task<List<string[]>> ReadAsync(
        byte[] bytes, Func<TableOptions, TableOptions>? change = null, string name = "in")
    {
        await using var source = Source(new MemoryStream(bytes), change, name);
        return await ReadAsync(source);
    }

    /// <summary>The same of a stream that is read only forwards.</summary>
    public static async Task<List<string[]>> ReadPipeAsync(byte[] bytes)
    {
        await using var source = Source(new PeekedStream(bytes, Stream.Null), null, "in");
        return await ReadAsync(source);
    }

    public static async Task<List<string[]>> ReadAsync(TableSource source)
    {
        await using var table = await source.OpenAsync(Token);
        var rows = new List<string[]> { table.Shape.Columns.ToArray() };
        while (await table.ReadAsync(Token) is { } row) rows.Add(row);
        return rows;
    }

    public static async Task<TableShape> ShapeAsync(byte[] bytes, Func<TableOptions, TableOptions>? change = null)
    {
        await using var source = Source(new MemoryStream(bytes), change, "in");
        await using var table = await source.OpenAsync(Token);
        return table.Shape;
    }

    /// <summary>The one line that a table is refused with.</summary>
    public static async Task<string> ErrorAsync(byte[] bytes, Func<TableOptions, TableOptions>? change = null)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => ReadAsync(bytes, change));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    /// <summary>Rows in one text, to be compared with.</summary>
    public static string Joined(IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Select(row => string.Join('|', row)));

    private static TableSource Source(Stream stream, Func<TableOptions, TableOptions>? change, string name)
    {
        var options = new TableOptions(new JobInput("text"));
        return new TableSource([IncomingFile.FromStream(stream, name)], change?.Invoke(options) ?? options);
    }
}
