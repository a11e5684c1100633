using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

public sealed class CsvEncodingTests
{
    private static readonly TableLimits TinyBlocks = new() { BlockSize = 5 };

    public static TheoryData<string> Marked => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task A_byte_order_mark_wins_over_the_named_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("a,b\nü€😀,2\n")];
        var input = new JobInput("a") { Encoding = "windows-1252" };

        await using var documents = await Csv.OpenAsync(bytes, input, TinyBlocks);
        var document = Assert.Single(await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token));

        Assert.Equal("ü€😀", document.Text);
        var dialect = documents.Shape.Dialect!;
        Assert.Equal((encoding.WebName, true), (dialect.Encoding, dialect.ByteOrderMark));
        Assert.Equal(["a", "b"], documents.Shape.Columns);
    }

    [Theory]
    [InlineData("windows-1252", "Grüße für 5 €")]
    [InlineData("shift_jis", "日本語の文")]
    [InlineData("gb18030", "中文😀")]
    [InlineData("utf-16", "ü")]
    public async Task An_encoding_is_taken_by_name(string name, string text)
    {
        var bytes = FileEncoding.Named(name)!.GetBytes($"a,b\n{text},2\n");
        var input = new JobInput("a") { Encoding = name };

        var document = Assert.Single(await Csv.ReadAsync(bytes, input, TinyBlocks));

        Assert.Equal(text, document.Text);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(64 << 10)]
    public async Task Bad_bytes_are_named_with_row_cell_and_offset(int blockSize)
    {
        byte[] bytes = [.. "a,b\nä,2\n3,"u8, 0xE4, .. "\n5,6\n"u8];

        var error = await Csv.ErrorAsync(bytes, new JobInput("a"), new TableLimits { BlockSize = blockSize });

        Assert.Equal(
            "in.csv: row 2 (line 3): cell 2: byte 0xE4 at offset 11 is not utf-8; "
            + "name the file's encoding if it is another, such as windows-1252", error);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64 << 10)]
    public async Task Rows_before_bad_bytes_are_not_blamed(int blockSize)
    {
        byte[] bytes = [.. "a\n1\n2\n"u8, 0xC3];
        var limits = new TableLimits { BlockSize = blockSize };
        await using var documents = await Csv.OpenAsync(bytes, new JobInput("a"), limits);
        var read = new List<string>();

        var error = await Assert.ThrowsAsync<InputException>(async () =>
        {
            await foreach (var document in documents.ReadAsync(Csv.Token)) read.Add(document.Text);
        });

        Assert.Equal(["1", "2"], read);
        Assert.StartsWith("in.csv: row 3 (line 4): cell 1: byte 0xC3 at offset 6", error.Message);
    }

    [Fact]
    public async Task A_file_cut_within_a_character_is_refused()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\nxy"), 0x41];

        var error = await Csv.ErrorAsync(bytes, new JobInput("a"));

        Assert.Contains("row 1 (line 2): cell 1: byte 0x41 at offset 10 is not utf-16", error);
    }

    [Fact]
    public async Task Nul_characters_and_lone_surrogates_are_replaced_and_counted()
    {
        byte[] text = [.. Encoding.Unicode.GetBytes("a\nx\0y"), 0x00, 0xD8, 0x7A, 0x00];
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. text];

        await using var documents = await Csv.OpenAsync(bytes, new JobInput("a"), TinyBlocks);
        var document = Assert.Single(await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token));

        Assert.Equal("x\uFFFDy\uFFFDz", document.Text);
        Assert.Equal(2, documents.Notes.Replaced);
    }

    [Fact]
    public async Task Utf_16_without_its_mark_is_guessed_at()
    {
        var bytes = Encoding.Unicode.GetBytes("a,b\n1,2\n");

        Assert.Contains("perhaps utf-16", await Csv.ErrorAsync(bytes, new JobInput("a")));
    }
}
