using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A filled database of the first schema is carried over, whatever migrations came since.</summary>
public sealed class FirstDatabaseTests(TestCluster cluster)
{
    private const string Columns =
        """
        select string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default), E'\n'
          order by table_name, column_name)
        from information_schema.columns where table_schema = 'bulk'
        """;

    private const string LastDocumentOpen =
        """
        delete from bulk.results where batch_id = 2 and document_no = 3;
        delete from bulk.answers using bulk.chunks c
        where answers.chunk_id = c.chunk_id and c.batch_id = 2 and c.document_no = 3;
        update bulk.chunks set state = 'pending', due_at = now() where batch_id = 2 and document_no = 3;
        update bulk.batches set state = 'extracting', finished_at = null, extracted_count = 2 where batch_id = 2;
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Dump => Path.Combine(
        RepositoryRoot.Folder, "tests", "BulkExtractor.IntegrationTests", "Acceptance", "first-database.sql");

    [Fact]
    public async Task What_was_extracted_then_is_shown_and_exported()
    {
        await using var program = new ProgramFolder(await RestoreAsync());
        var file = Path.Combine(program.Folder.Path, "out.jsonl");

        var status = await program.StatusAsync("2");
        (await program.RunAsync("export", "2", "--format", "jsonl", "--out", file)).With(0);

        Assert.Equal(("finished", 3), ((string)status["state"]!, (int)status["extracted"]!));
        var rows = (await File.ReadAllLinesAsync(file, Token)).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["AD-1002", "AD-1005", "AD-1008"], rows.Select(row => (string)row["key"]!));
        Assert.All(rows, row => Assert.NotNull(row["fields"]));
    }

    [Fact]
    public async Task It_gets_the_schema_that_a_new_one_has()
    {
        await using var old = await RestoreAsync();
        await using var fresh = await TestDatabase.CreateAsync(cluster);

        await Migrations.ApplyAsync(old.Retrying, Token);

        Assert.Equal(await fresh.ReadAsync<string>(Columns), await old.ReadAsync<string>(Columns));
    }

    [Fact]
    public async Task A_batch_that_was_open_then_goes_on_and_is_finished_with_its_last_document()
    {
        await using var old = await RestoreAsync();
        await old.ExecuteAsync(LastDocumentOpen);
        await Migrations.ApplyAsync(old.Retrying, Token);
        var app = TestApp.On(old);
        var before = await app.ProgressAsync(2);

        await app.RecordAsync(await app.LeaseAsync(2), _ => "x");

        Assert.Equal((false, 2), (before.Ended, before.Extracted));
        var after = await app.ProgressAsync(2);
        Assert.Equal(("finished", 3), (after.State, after.Extracted));
    }

    private async Task<TestDatabase> RestoreAsync()
    {
        var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        await database.ExecuteAsync(await File.ReadAllTextAsync(Dump, Token));
        return database;
    }
}
