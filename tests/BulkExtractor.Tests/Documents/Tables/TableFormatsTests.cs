using System.Text;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents.Tables;

public sealed class TableFormatsTests
{
    private const string Expected = "id|text\n1|eins\n2|zwei";

    private static readonly byte[] Csv = Table.Bytes("id,text\n1,eins\n2,zwei\n");
    private static readonly byte[] Lines = Table.Bytes("{\"id\":1,\"text\":\"eins\"}\n{\"id\":2,\"text\":\"zwei\"}\n");
    private static readonly byte[] Array = Table.Bytes("[{\"id\":1,\"text\":\"eins\"},\n{\"id\":2,\"text\":\"zwei\"}]");

    private static readonly byte[] Sheet = Workbook.Create(
        Workbook.Row(1, "id", "text") + Workbook.Row(2, "1", "eins") + Workbook.Row(3, "2", "zwei"));

    public static TheoryData<string> Kinds => ["csv", "tsv", "lines", "array", "workbook", "utf-16 lines", "parquet"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_is_told_by_its_first_bytes_plain_and_packed_from_a_file_and_from_a_pipe(string kind)
    {
        var bytes = await BytesAsync(kind);

        Assert.Equal(Expected, Table.Joined(await Table.ReadAsync(bytes)));
        Assert.Equal(Expected, Table.Joined(await Table.ReadAsync(Table.Gzip(bytes))));
        Assert.Equal(Expected, Table.Joined(await Table.ReadAsync(Table.Zip(("any", bytes)))));
        Assert.Equal(Expected, Table.Joined(await Table.ReadPipeAsync(bytes)));
        Assert.Equal(Expected, Table.Joined(await Table.ReadPipeAsync(Table.Gzip(bytes))));
        Assert.Equal(Expected, Table.Joined(await Table.ReadPipeAsync(Table.Zip(("any", bytes)))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_documents_can_be_read_again(string kind)
    {
        foreach (var packed in new[] { await BytesAsync(kind), Table.Gzip(await BytesAsync(kind)) })
        {
            await using var documents = await TableDocuments.OpenAsync(
                new MemoryStream(packed), "in", new JobInput("text") { Id = "id" }, Table.Token);

            foreach (var _ in new int[2])
            {
                var read = await documents.ReadAsync(Table.Token).ToListAsync(Table.Token);
                Assert.Equal(["1:eins", "2:zwei"], read.Select(document => $"{document.Key}:{document.Text}"));
            }
        }
    }

    [Fact]
    public async Task Files_in_a_zip_are_one_table_with_their_names_in_a_column()
    {
        var zip = Table.Zip(
            ("jan/a.csv", Csv),
            ("__MACOSX/jan/._a.csv", [0, 1]),
            ("../b.jsonl", Table.Bytes("{\"text\":\"drei\"}\n")),
            ("c.csv", Table.Bytes("text;id\nvier;4\n")));

        var rows = await Table.ReadAsync(zip);

        Assert.Equal(
            "id|text|_file\n1|eins|jan/a.csv\n2|zwei|jan/a.csv\n|drei|../b.jsonl\n4|vier|c.csv", Table.Joined(rows));
    }

    [Fact]
    public async Task A_file_with_other_columns_is_refused_before_any_row_is_read()
    {
        var zip = Table.Zip(("a.csv", Csv), ("b.csv", Table.Bytes("id,txt\n1,x\n")));

        Assert.Equal("b.csv has no column 'text', which a.csv has: submit it by itself", await Table.ErrorAsync(zip));
    }

    [Theory]
    [InlineData("D0CF11E0A1B11AE1", "old .xls workbook", "save it as .xlsx")]
    [InlineData("377ABCAF271C0004", "7z archive", "unpack it")]
    [InlineData("526172211A070100", "RAR archive", "unpack it")]
    [InlineData("28B52FFD04000000", "zstd", "unpack it")]
    [InlineData("425A683931415926535900", "bzip2", "unpack it")]
    [InlineData("FD377A585A000000", "xz", "unpack it")]
    [InlineData("4F626A0104000000", "Avro", "write it as Parquet or CSV")]
    [InlineData("4F52430A00010203", "ORC", "write it as Parquet or CSV")]
    [InlineData("53514C69746520666F726D6174203300", "SQLite", "export its table as CSV")]
    [InlineData("255044462D312E37", "PDF", "submit the folder")]
    [InlineData("89504E470D0A1A0A0000", "picture", "submit the folder")]
    public async Task What_is_no_table_is_named_with_what_to_do(string start, string kind, string advice)
    {
        var error = await Table.ErrorAsync([.. Convert.FromHexString(start), .. new byte[600]]);

        Assert.Contains(kind, error, StringComparison.Ordinal);
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.DoesNotContain("encoding", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content.xml", ".ods")]
    [InlineData("xl/workbook.bin", ".xlsb")]
    [InlineData("word/document.xml", "Word document")]
    public async Task Another_office_file_is_named(string part, string kind)
    {
        Assert.Contains(kind, await Table.ErrorAsync(Table.Zip((part, Csv))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAR1,text\n1,a\n")]
    [InlineData("ORC,text\n1,a\n")]
    [InlineData("RIFF,text\n1,a\n")]
    [InlineData("{id},text\n1,a\n")]
    [InlineData("[id],text\n1,a\n")]
    public async Task A_csv_that_begins_with_another_kinds_letters_is_a_csv(string csv)
    {
        Assert.Equal("1|a", string.Join('|', (await Table.ReadAsync(Table.Bytes(csv)))[1]));
    }

    [Fact]
    public async Task A_file_that_was_packed_twice_is_refused()
    {
        Assert.Contains("packed twice", await Table.ErrorAsync(Table.Gzip(Table.Gzip(Csv))), StringComparison.Ordinal);
        Assert.Contains(
            "packed twice",
            await Table.ErrorAsync(Table.Zip(("a.zip", Table.Zip(("b", Csv))))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_without_its_end_is_told_as_that()
    {
        var gzip = Table.Gzip(Table.Bytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i * 7919},a{i}\n"))));

        Assert.Contains("end is missing", await Table.ErrorAsync(gzip[..(gzip.Length / 2)]), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(string kind) => kind switch
    {
        "csv" => Csv,
        "tsv" => Table.Bytes("id\ttext\n1\teins\n2\tzwei\n"),
        "lines" => Lines,
        "array" => Array,
        "utf-16 lines" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Lines))],
        "parquet" => await ParquetFile.CreateAsync(("id", ["1", "2"]), ("text", ["eins", "zwei"])),
        _ => Sheet,
    };
}
