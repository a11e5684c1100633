using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Documents.Tables.Parquets;
using Parquet.Meta;
using Parquet.Schema;

namespace BulkExtractor.Tests.Documents.Tables;

public sealed class ParquetTableTests
{
    [Fact]
    public async Task Values_become_the_text_that_a_person_expects()
    {
        var day = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        Field[] fields =
        [
            new DataField("whole", typeof(long)), new DataField("number", typeof(double), isNullable: true),
            new DataField("yes", typeof(bool)), new DateTimeDataField("day", DateTimeFormat.Date),
            new DateTimeDataField("at", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros),
            new DateTimeDataField(
                "local", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Millis),
            new DecimalDataField("price", 10, 2), new DataField("text", typeof(string), isNullable: true),
        ];
        var file = await ParquetFile.CreateAsync(fields, async group =>
        {
            await group.WriteAsync<long>((DataField)fields[0], new long[] { 9007199254740993, -1 });
            await group.WriteAsync<double>((DataField)fields[1], new double?[] { 1e-7, null });
            await group.WriteAsync<bool>((DataField)fields[2], new[] { true, false });
            await group.WriteAsync<DateTime>((DataField)fields[3], new[] { day, day });
            await group.WriteAsync<DateTime>((DataField)fields[4], new[] { day.AddHours(3.5), day.AddMicroseconds(7) });
            await group.WriteAsync<DateTime>((DataField)fields[5], new[] { day.AddHours(3.5), day });
            await group.WriteAsync<decimal>((DataField)fields[6], new[] { 12.50m, -0.05m });
            await group.WriteAsync((DataField)fields[7], new[] { null, "zwei" });
        });

        Assert.Equal(
            "whole|number|yes|day|at|local|price|text\n"
            + "9007199254740993|0.0000001|true|2026-01-02|2026-01-02T03:30:00Z|2026-01-02T03:30:00|12.50|\n"
            + "-1||false|2026-01-02|2026-01-02T00:00:00.000007Z|2026-01-02T00:00:00|-0.05|zwei",
            Table.Joined(await Table.ReadAsync(file)));
    }

    [Fact]
    public async Task Groups_of_rows_follow_each_other_and_large_ones_are_told()
    {
        var field = new DataField("n", typeof(int));
        var numbers = Enumerable.Range(0, 150_000).ToArray();
        var file = await ParquetFile.CreateAsync(
            [field], group => group.WriteAsync<int>(field, numbers), groups: 2);

        var rows = await Table.ReadAsync(file);

        Assert.Equal(numbers.Concat(numbers).Select(n => $"{n}"), rows.Skip(1).Select(row => row[0]));
        var remark = Assert.Single((await Table.ShapeAsync(file)).Remarks);
        Assert.Contains("up to 150,000 rows", remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_its_end_or_with_a_lying_footer_is_refused()
    {
        var file = await ParquetFile.CreateAsync(("text", ["a", "b"]));
        var lying = file.ToArray();
        lying[^6] = 0x7F;

        Assert.Contains("its end is missing", await Table.ErrorAsync(file[..^3]), StringComparison.Ordinal);
        Assert.Contains("its footer is longer", await Table.ErrorAsync(lying), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_byte_of_a_file_is_changed_it_ends_in_rows_or_in_one_line()
    {
        var file = await ParquetFile.CreateAsync(("id", ["1", "2", "2"]), ("text", ["eins", null, "drei"]));
        foreach (var at in Enumerable.Range(4, file.Length - 4))
        {
            foreach (var value in (byte[])[0, 0x7F, 0xFF])
            {
                var broken = file.ToArray();
                broken[at] = value;
                try
                {
                    await Table.ReadAsync(broken);
                }
                catch (InputException told)
                {
                    Assert.DoesNotContain('\n', told.Message);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 1_000, 500, 10, "longer than the file")]
    [InlineData(0, 2_000_000_000, 50, 10, "more than 200 times its size")]
    [InlineData(0, 100, 50, 0, "is none")]
    [InlineData(0, 100, 50, 11, "another number of values")]
    [InlineData(2, 100, 50, 2_000_000_000, "dictionary of 'a' is shorter")]
    [InlineData(0, 100, -50, 10, "is none")]
    public async Task A_page_with_lying_lengths_is_refused(
        int type, int unpacked, int packed, int values, string expected)
    {
        var file = new byte[200];
        Header(type, unpacked, packed, values).CopyTo(file, 4);

        Assert.Contains(expected, await CheckAsync(file, CompressionCodec.UNCOMPRESSED), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_packed_bytes_lie_is_refused()
    {
        var file = new byte[200];
        var header = Header(0, 100, 50, 10);
        header.CopyTo(file, 4);
        // Snappy begins with the length that it unpacks to.
        byte[] length = [0xFF, 0xFF, 0xFF, 0xFF, 7];
        length.CopyTo(file, 4 + header.Length);

        Assert.Contains(
            "more than 200 times its size", await CheckAsync(file, CompressionCodec.SNAPPY), StringComparison.Ordinal);
    }

    private static async Task<string> CheckAsync(byte[] file, CompressionCodec codec)
    {
        var check = new ParquetCheck(new MemoryStream(file), "in", new InputBounds(), new TableLimits());
        var column = new ColumnMetaData { PathInSchema = ["a"], NumValues = 10, DataPageOffset = 4, Codec = codec };
        var error = await Assert.ThrowsAsync<InputException>(() => check.CheckColumnAsync(column, 10, Table.Token));
        return error.Message;
    }

    // A page's header in Thrift's compact protocol.
    private static byte[] Header(int type, int unpacked, int packed, int values) =>
    [
        0x15, .. Zigzag(type), 0x15, .. Zigzag(unpacked), 0x15, .. Zigzag(packed),
        type == 2 ? (byte)0x4C : (byte)0x2C, 0x15, .. Zigzag(values), 0x15, 0, 0, 0,
    ];

    private static byte[] Zigzag(int value)
    {
        var bytes = new List<byte>();
        var rest = (uint)(value << 1 ^ value >> 31);
        for (; rest >= 0x80; rest >>= 7) bytes.Add((byte)(rest | 0x80));
        bytes.Add((byte)rest);
        return [.. bytes];
    }
}
