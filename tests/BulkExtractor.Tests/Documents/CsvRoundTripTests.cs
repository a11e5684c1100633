using System.Globalization;
using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Tests.Documents;

public sealed class CsvRoundTripTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
        ["a", "é", "😀", " ", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "word word", "\u2028", "中"];

    private static readonly string[] Scraps =
        ["x", "x,y\n", "\"x\",\"y\"\n", "\"", "\"\"", ",", "\n", "\r\n", "\r", "1,\"\"\r\n", "\"\r\n\",2\r"];

    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-32BE", "gb18030"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20261122)]
    public async Task What_a_writer_wrote_is_read_back(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var (columns, rows) = Table(random);
            var newLine = random.GetItems(["\n", "\r\n", "\r"], 1)[0];
            var delimiter = random.GetItems([',', ';', '\t', '|'], 1)[0];
            var encoding = FileEncoding.Named(random.GetItems(Encodings, 1)[0])!;
            var csv = Write([columns, .. rows], delimiter, newLine);
            output.WriteLine($"round {round}: {encoding.WebName} {JsonSerializer.Serialize(csv)}");
            var input = new JobInput(columns[0]) { Delimiter = delimiter, Encoding = encoding.WebName };
            var limits = new TableLimits { BlockSize = random.Next(5, 100) };

            var documents = await Csv.ReadAsync(encoding.GetBytes(csv), input, limits);

            Assert.Equal(rows.Where(IsSeen), documents.Select(document => document.Columns.ToArray()));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(20261123)]
    public async Task Any_text_is_read_as_a_strict_reader_reads_it_or_refused(int seed)
    {
        var random = new Random(seed);
        var accepted = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var csv = $"a,b\n{string.Concat(random.GetItems(Scraps, random.Next(1, 12)))}";
            output.WriteLine($"round {round}: {JsonSerializer.Serialize(csv)}");
            var expected = StrictCsv.Read(csv)?.Where(IsSeen).ToList() is { Count: > 0 } rows ? rows : null;
            var limits = new TableLimits { BlockSize = random.Next(5, 40) };

            var read = await CellsOrNullAsync(csv, limits);

            Assert.Equal(expected, read);
            if (read is not null) accepted++;
        }

        Assert.InRange(accepted, 100, 2_900);
    }

    // Rows without anything in them are left out.
    private static bool IsSeen(string[] cells) => !Array.TrueForAll(cells, Unseen.IsAll);

    private static async Task<List<string[]>?> CellsOrNullAsync(string csv, TableLimits limits)
    {
        try
        {
            return await Csv.CellsAsync(csv, limits);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static (string[] Columns, List<string[]> Rows) Table(Random random)
    {
        var width = random.Next(2, 6);
        string[] columns = [.. Enumerable.Range(0, width).Select(n => $"c{n}{Cell(random)}")];
        var rows = Enumerable.Range(0, random.Next(1, 12))
            .Select(_ => columns.Select(_ => Cell(random)).ToArray());
        return (columns, [columns.Select(_ => "seen").ToArray(), .. rows]);
    }

    private static string Cell(Random random) => string.Concat(random.GetItems(Pieces, random.Next(0, 6)));

    private static string Write(IEnumerable<string[]> rows, char delimiter, string newLine)
    {
        var text = new StringWriter();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            NewLine = newLine,
            // Told a line break, the writer leaves the other ones unquoted.
            ShouldQuote = args => args.Field!.AsSpan().ContainsAny(['\r', '\n', '"', delimiter]),
        };
        using var writer = new CsvWriter(text, configuration);
        foreach (var row in rows)
        {
            foreach (var cell in row) writer.WriteField(cell);
            writer.NextRecord();
        }

        writer.Flush();
        return text.ToString();
    }
}
