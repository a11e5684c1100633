using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Tables of other kinds than CSV, on the command line.</summary>
public sealed class InputKindsTests(TestCluster cluster)
{
    [Fact]
    public async Task A_quoted_pattern_is_one_batch_and_its_files_are_named_in_the_export()
    {
        await using var program = await OpenAsync();
        program.Folder.Write("in/a.csv", "id,text\n1,eins\n");
        program.Folder.Write("in/b.csv", "{\"id\":2,\"text\":\"zwei\"}\n");

        var told = (await program.RunAsync(
            "submit", Path.Combine(program.Folder.Path, "in", "*.csv"), "--job", Job(program), "--simulate", "--json"))
            .With(0);
        var batch = (string)JsonNode.Parse(told.Output)!["batch"]!;
        var export = (await program.RunAsync("export", batch, "--format", "csv", "--out", "-")).With(0).Output;

        Assert.StartsWith("id,text,_file,", export, StringComparison.Ordinal);
        Assert.Contains("\n1,eins,a.csv,", export, StringComparison.Ordinal);
        Assert.Contains("\n2,zwei,b.csv,", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_table_of_another_encoding_can_start_a_job_and_be_forecast()
    {
        await using var program = await OpenAsync();
        var file = Path.Combine(program.Folder.Path, "in.csv.gz");
        await using (var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            gzip.Write(Encoding.Latin1.GetBytes("id;text\n1;Größe und Köln\n2;Mühle\n"));

        var dry = (await program.RunAsync("submit", file, "--job", Job(program), "--simulate", "--dry-run")).With(0);
        var forecast = (await program.RunAsync(
            "forecast", file, "--job", Job(program), "--simulate", "--json")).With(0);

        Assert.Contains("CSV in gzip in windows-1252, delimiter ;", dry.Output, StringComparison.Ordinal);
        Assert.Contains("windows-1252 is the only common one that fits", dry.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (int)JsonNode.Parse(forecast.Output)!["documents"]!);
    }

    [Fact]
    public async Task A_folder_is_one_document_a_file_with_its_path_as_the_key()
    {
        await using var program = await OpenAsync();
        program.Folder.Write("docs/a.txt", "eins");
        program.Folder.Write("docs/sub/b.html", "<!doctype html><p>zwei");
        program.Folder.Write("docs/.hidden", "none");
        var folder = Path.Combine(program.Folder.Path, "docs");

        var told = (await program.RunAsync("submit", folder, "--job", Job(program), "--simulate", "--json")).With(0);
        var batch = (string)JsonNode.Parse(told.Output)!["batch"]!;
        var export = (await program.RunAsync("export", batch, "--format", "csv", "--out", "-")).With(0).Output;
        program.Folder.Write("docs/c.csv", "a\n1\n");
        var refused = (await program.RunAsync("submit", folder, "--job", Job(program), "--simulate")).With(2);

        Assert.Equal(["a.txt", "sub/b.html"], export.Split('\n').Skip(1).Take(2).Select(row => row.Split(',')[0]));
        Assert.Contains("c.csv is a table", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_in_one_line()
    {
        await using var program = await OpenAsync();
        var file = Path.Combine(program.Folder.Path, "old.csv");
        await File.WriteAllBytesAsync(
            file,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
            TestContext.Current.CancellationToken);

        var told = (await program.RunAsync("submit", file, "--job", Job(program), "--simulate")).With(2);

        Assert.Single(told.Errors.Trim().Split('\n'));
        Assert.Contains("old .xls workbook", told.Errors, StringComparison.Ordinal);
    }

    private static string Job(ProgramFolder program) => Path.Combine(program.Folder.Path, "echo");

    private async Task<ProgramFolder> OpenAsync()
    {
        var program = await ProgramFolder.OpenAsync(cluster);
        program.Folder.Write("echo/job.yaml", "input: { id: id, text: text }");
        program.Folder.Write("echo/schema.json", """{"type":"object","properties":{"a":{"type":"string"}}}""");
        return program;
    }
}
