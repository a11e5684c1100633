using System.Buffers.Binary;
using System.IO.Compression;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables;

namespace BulkExtractor.Tests.Documents.Tables;

/// <summary>What was made to fill a memory, a disk or a day: each is refused in one line, in little memory.</summary>
[Collection(AloneCollection.Name)]
public sealed class TableBoundsTests
{
    private const long Much = 200L << 20;
    private const int Little = 96 << 20;

    [Fact]
    public async Task A_gzip_that_unpacks_to_far_more_than_itself_is_refused()
    {
        var bomb = Packed(stream => new GZipStream(stream, CompressionLevel.SmallestSize), "text\n", Much);

        Assert.Contains("more than 200 times its size", await RefusedAsync(bomb), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_refused_beyond_the_size_that_is_set()
    {
        var file = Table.Gzip(Table.Bytes("text\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i}\n"))));

        var error = await Table.ErrorAsync(
            file, options => options with { Bounds = new InputBounds { MostBytes = 10_000 } });

        Assert.Contains("holds more than 9.8 kB when it is unpacked", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_unpacks_to_far_more_than_itself_is_refused()
    {
        Assert.Contains(
            "more than 200 times its size", await RefusedAsync(ZipBomb("a.csv", "text\n")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_whose_files_lie_over_each_other_is_refused()
    {
        var zip = Table.Zip(("a.csv", Noise()), ("b.csv", Table.Bytes("text\n1\n")));
        // The second file's entry of the directory names the first one's bytes.
        var entries = Entries(zip);
        zip.AsSpan(entries[0] + 16, 12).CopyTo(zip.AsSpan(entries[1] + 16));
        zip.AsSpan(entries[0] + 42, 4).CopyTo(zip.AsSpan(entries[1] + 42));

        Assert.Contains("lie over each other", await RefusedAsync(zip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_says_less_than_it_holds_gives_no_more_than_it_says()
    {
        var zip = ZipBomb("a.csv", "text\n");
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(Entries(zip)[0] + 24), 5);

        var error = await Record.ExceptionAsync(() => Table.ReadAsync(zip));

        Assert.True(error is null or InputException, $"{error}");
    }

    [Fact]
    public async Task A_zip_of_too_many_files_or_with_a_password_is_refused()
    {
        var many = Table.Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}", Table.Bytes("text\n1\n")))]);
        var locked = Table.Zip(("a", Table.Bytes("text\n1\n")));
        locked[Entries(locked)[0] + 8] |= 1;

        Assert.Contains("more than 10 files", await Table.ErrorAsync(
            many, options => options with { Bounds = new InputBounds { MostFiles = 10 } }), StringComparison.Ordinal);
        Assert.Contains("with a password", await Table.ErrorAsync(locked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c t=\"inlineStr\"><is><t>", "")]
    [InlineData("<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\"><c r=\"", "")]
    [InlineData("", "<sst><si><t>")]
    public async Task A_workbook_with_a_giant_part_is_refused(string rows, string strings)
    {
        var workbook = strings.Length == 0
            ? Workbook.Create(rows + Filler(40))
            : Workbook.Create(rows, strings + Filler(40));

        Assert.Contains("a text of more than", await RefusedAsync(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_whose_sheet_unpacks_to_far_more_than_itself_is_refused()
    {
        using var workbook = new MemoryStream();
        workbook.Write(Workbook.Create(Workbook.Row(1, "a")));
        using (var zip = new ZipArchive(workbook, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            sheet.Write(Table.Bytes($"<worksheet><sheetData>{Workbook.Row(1, "a")}"));
            var row = Table.Bytes($"<row>{new string(' ', 1_000_000)}<c><v>1</v></c></row>");
            for (var at = 0; at < 60; at++) sheet.Write(row);
        }

        var error = await RefusedAsync(workbook.ToArray());
        Assert.Contains("more than 200 times its size", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData>&b;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c><v>&a;")]
    public async Task A_workbook_with_a_document_type_is_refused(string sheet)
    {
        var workbook = Workbook.Create(
            Workbook.Row(1, "a"), workbook: sheet.Replace("worksheet", "workbook", StringComparison.Ordinal));

        Assert.Contains(
            "xl/workbook.xml is no XML that is read", await RefusedAsync(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_of_deep_elements_or_of_many_names_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 1_000));
        var names = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a{i}/>"));

        Assert.Contains("too deep", await RefusedAsync(Workbook.Create(deep)), StringComparison.Ordinal);
        Assert.Contains("different names", await RefusedAsync(Workbook.Create(names)), StringComparison.Ordinal);
    }

    private static byte[] Packed(Func<Stream, Stream> pack, string start, long length)
    {
        using var bytes = new MemoryStream();
        using (var packed = pack(bytes))
        {
            packed.Write(Table.Bytes(start));
            var line = Table.Bytes($"{new string('a', 100_000)}\n");
            for (var written = 0L; written < length; written += line.Length) packed.Write(line);
        }

        return bytes.ToArray();
    }

    private static byte[] ZipBomb(string name, string start)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            entry.Write(Table.Bytes(start));
            var line = Table.Bytes($"{new string('a', 100_000)}\n");
            for (var written = 0L; written < Much; written += line.Length) entry.Write(line);
        }

        return bytes.ToArray();
    }

    private static byte[] Noise()
    {
        var noise = new byte[4_000];
        new Random(1).NextBytes(noise);
        return noise;
    }

    // Text that packs badly, so that no ratio refuses it first.
    private static string Filler(int megabytes)
    {
        var random = new Random(1);
        var block = string.Create(1 << 16, random, (span, dice) =>
        {
            foreach (ref var sign in span) sign = (char)dice.Next('a', 'z');
        });
        return string.Concat(Enumerable.Repeat(block, megabytes * 16));
    }

    // Where the entries of an archive's directory begin.
    private static List<int> Entries(byte[] zip)
    {
        var found = new List<int>();
        var at = -1;
        while (zip.AsSpan(at + 1).IndexOf("PK\u0001\u0002"u8) is >= 0 and var next) found.Add(at += next + 1);
        return found;
    }

    private static async Task<string> RefusedAsync(byte[] bytes)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var error = await Table.ErrorAsync(bytes);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{error}: {allocated:#,0} bytes allocated");
        Assert.InRange(allocated, 0, Little);
        return error;
    }
}
