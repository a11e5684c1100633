using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>What was not taken as it stands in an input is told at once, and stays with the batch.</summary>
public sealed class InputNotesTests(TestCluster cluster)
{
    [Fact]
    public async Task Replaced_characters_and_rows_that_were_left_out_are_told()
    {
        await using var program = await ProgramFolder.OpenAsync(cluster);
        program.Folder.Write("echo/job.yaml", "input: { id: id, text: text }");
        program.Folder.Write("echo/schema.json", """{"type":"object","properties":{"a":{"type":"string"}}}""");
        var csv = program.Folder.Write("in.csv", "id,text\n1,he\0llo\nid,text\n,\n2,ok\n");

        var submitted = (await program.RunAsync(
            "submit", csv, "--job", Path.Combine(program.Folder.Path, "echo"), "--simulate", "--json")).With(0);

        string[] notes =
        [
            "characters that no database holds (NUL, halves of pairs) were replaced by U+FFFD: 1",
            "rows that repeat the header were left out: 1",
            "rows without anything in them were left out: 1",
        ];
        var receipt = JsonNode.Parse(submitted.Output)!;
        Assert.Equal(2, (int)receipt["documents"]!);
        Assert.Equal(notes, receipt["notes"]!.AsArray().Select(note => (string)note!));
        var status = await program.StatusAsync((string)receipt["batch"]!);
        Assert.Equal(notes, status["notes"]!.AsArray().Select(note => (string)note!));
    }
}
