using System.Text.Json.Nodes;
using BulkExtractor.Exports;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Exports;

/// <summary>What every export format promises.</summary>
public abstract class ExportContract
{
    private static readonly ExportShape Shape = new(
        ["id", "text"],
        Some.Object(
            ("name", Some.Text),
            ("total", Some.Number),
            ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
            ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
            ("items", new FieldSchema { Types = [FieldType.Array] })));

    public static TheoryData<string> HostileTexts =>
    [
        "=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "0012", "1e5", "TRUE", "2026-01-27", "NULL",
        "a,b;c\td", "line\nbreak", "line\r\nbreak", "\"quoted\"", "'", " space ", "Grüße 😀 مرحبا 日本語", "<b>&amp;</b>",
        "]]>", "_x000D_", "\u0001\u001F", "\uFFFE", new string('x', 30_000),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_comes_back_in_its_order_with_all_that_belongs_to_it()
    {
        var rows = await RoundTripAsync(
            Row("1", """{"items":["a",1],"day":"2026-01-27","paid":true,"total":1234.5,"name":"x"}"""),
            Row("2", null) with { Model = null, Confidence = null, Error = "gave up" },
            Row("3", """{"name":null,"total":-0.25,"paid":false,"day":null,"items":[]}"""));

        Assert.Equal(
            [
                new ReadRow("1", "text 1", ["x", "1234.5", "true", "2026-01-27", """["a",1]"""], "m/x", "0.95", ""),
                new ReadRow("2", "text 2", ["", "", "", "", ""], "", "", "gave up"),
                new ReadRow("3", "text 3", ["", "-0.25", "false", "", "[]"], "m/x", "0.95", ""),
            ],
            rows);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task A_text_comes_back_as_the_text_it_was(string text)
    {
        var row = Row(text, new JsonObject { ["name"] = text }.ToJsonString());

        var read = Assert.Single(await RoundTripAsync(row with { Error = text }));

        Assert.Equal((text, text, text), (read.Id, read.Fields[0], read.Error));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.1")]
    [InlineData("123456789012345")]
    [InlineData("12345678901234567890")]
    [InlineData("0.30000000000000004")]
    [InlineData("-99999.99")]
    public async Task A_number_comes_back_to_its_last_digit(string number)
    {
        var read = Assert.Single(await RoundTripAsync(Row("1", $$"""{"total":{{number}}}""")));

        Assert.Equal(Shown(number), read.Fields[1]);
    }

    [Fact]
    public async Task Without_rows_the_file_is_right_and_empty() => Assert.Empty(await RoundTripAsync());

    [Fact]
    public async Task Rows_are_written_as_they_come()
    {
        var (output, early) = (new MemoryStream(), 0L);

        await Format.WriteAsync(output, Shape, RowsAsync(), Token);

        Assert.InRange(early, output.Length / 2, output.Length);

        async IAsyncEnumerable<ExportRow> RowsAsync()
        {
            var random = new Random(1);
            for (var number = 0; number < ManyRows; number++)
            {
                yield return Row(
                    Convert.ToHexString(BitConverter.GetBytes(random.NextInt64())).PadLeft(600, 'x'), "{}");
            }

            await Task.CompletedTask;
            early = output.Length;
        }
    }

    [Fact]
    public async Task The_stream_stays_open()
    {
        var output = new MemoryStream();

        await Format.WriteAsync(output, Shape, AsyncEnumerable.Empty<ExportRow>(), Token);

        Assert.True(output.CanWrite);
    }

    protected abstract IExportFormat Format { get; }

    /// <summary>So many rows of 600 letters that the first must have been written before the last comes.</summary>
    protected virtual int ManyRows => 3_000;

    /// <summary>How a number is read back.</summary>
    protected virtual string Shown(string number) => number;

    private protected abstract Task<IReadOnlyList<ReadRow>> ReadAsync(Stream written);

    private static ExportRow Row(string id, string? fields) => Exporting.Row([id, $"text {id}"], fields);

    private async Task<IReadOnlyList<ReadRow>> RoundTripAsync(params ExportRow[] rows)
    {
        var output = new MemoryStream();
        await Format.WriteAsync(output, Shape, rows.ToAsyncEnumerable(), Token);
        output.Position = 0;
        return await ReadAsync(output);
    }

    /// <summary>A row as somebody reads it who knows nothing of this program.</summary>
    private protected sealed record ReadRow(
        string Id, string Text, IReadOnlyList<string> Fields, string Model, string Confidence, string Error)
    {
        public static ReadRow Of(IReadOnlyList<string> cells) =>
            new(cells[0], cells[1], [.. cells.Skip(2).Take(5)], cells[7], cells[8], cells[9]);

        public bool Equals(ReadRow? other) =>
            other is not null
            && (Id, Text, Model, Confidence, Error)
                == (other.Id, other.Text, other.Model, other.Confidence, other.Error)
            && Fields.SequenceEqual(other.Fields);

        public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    }
}
