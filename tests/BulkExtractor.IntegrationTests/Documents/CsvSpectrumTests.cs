using System.Text;
using System.Text.Json;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Documents;

public sealed class CsvSpectrumTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "comma_in_quotes", "first" }, { "empty", "a" }, { "empty_crlf", "a" }, { "escaped_quotes", "a" },
        { "json", "key" }, { "newlines", "a" }, { "newlines_crlf", "a" }, { "quotes_and_newlines", "a" },
        { "simple", "a" }, { "simple_crlf", "a" }, { "utf8", "a" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_corner_case_means_what_its_json_says(string name, string column)
    {
        var folder = SharedFolder.Find("hostile_csv_spectrum");
        var token = TestContext.Current.CancellationToken;
        var expected = JsonSerializer.Deserialize<Dictionary<string, string>[]>(
            await File.ReadAllTextAsync(Path.Combine(folder, "json", $"{name}.json"), token))!;

        await using var documents = await TableDocuments.OpenAsync(
            await OpenAsync(folder, name, token), $"{name}.csv", new JobInput(column), token);
        var read = await documents.ReadAsync(token)
            .Select(document => documents.Shape.Columns.Zip(document.Columns))
            .Select(cells => cells.ToDictionary(cell => cell.First, cell => cell.Second))
            .ToArrayAsync(token);

        Assert.Equal(expected, read);
    }

    [Fact]
    public void Every_corner_case_is_tested()
    {
        var files = Directory.GetFiles(Path.Combine(SharedFolder.Find("hostile_csv_spectrum"), "csvs"));

        var tested = Files.Select(row => row.Data.Item1).Order();
        Assert.Equal(files.Select(Path.GetFileNameWithoutExtension).Order(), tested);
    }

    // Git may have taken the carriage returns out of the files that are about them.
    private static async Task<Stream> OpenAsync(string folder, string name, CancellationToken token)
    {
        var csv = await File.ReadAllTextAsync(Path.Combine(folder, "csvs", $"{name}.csv"), token);
        if (name.EndsWith("_crlf", StringComparison.Ordinal)) csv = csv.ReplaceLineEndings("\r\n");
        return new MemoryStream(Encoding.UTF8.GetBytes(csv));
    }
}
