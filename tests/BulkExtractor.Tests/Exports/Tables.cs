using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace BulkExtractor.Tests.Exports;

/// <summary>Reads Parquet, the cells as somebody sees them.</summary>
internal static class Tables
{
    /// <summary>What the library calls a column of texts.</summary>
    public static readonly Type TextType = typeof(ReadOnlyMemory<char>);

    public static Task<ParquetReader> OpenAsync(Stream written) =>
        ParquetReader.CreateAsync(written, new ParquetOptions { UseDateOnlyTypeForDates = true });

    public static async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(Stream written)
    {
        await using var reader = await OpenAsync(written);
        var rows = new List<IReadOnlyList<string>>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var opened = reader.OpenRowGroupReader(group);
            var columns = new List<string[]>();
            foreach (var field in reader.Schema.GetDataFields()) columns.Add(await ReadAsync(opened, field));
            for (var row = 0; row < opened.RowCount; row++) rows.Add([.. columns.Select(column => column[row])]);
        }

        return rows;
    }

    private static async Task<string[]> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == TextType)
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory()!);
            return [.. texts.Select(text => text ?? "")];
        }

        if (field.ClrType == typeof(double)) return await ReadAsync<double>(group, field, n => n.ToString("R", Plain));
        if (field.ClrType == typeof(bool)) return await ReadAsync<bool>(group, field, flag => flag ? "true" : "false");
        return await ReadAsync<DateOnly>(group, field, day => day.ToString("yyyy-MM-dd", Plain));
    }

    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    private static async Task<string[]> ReadAsync<T>(
        ParquetRowGroupReader group, DataField field, Func<T, string> show)
        where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Select(value => value is { } one ? show(one) : "")];
    }
}
