using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A database of the program before its migrations were united: told in one line, and left as it is.</summary>
public sealed class OlderDatabaseTests(TestCluster cluster)
{
    // Every relation, function and row that is not the server's own.
    private const string Everything =
        """
        with own as (
          select c.oid, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname !~ '^(pg_|information_schema)')
        select md5(
          (select string_agg(oid || relname, ',' order by oid) from own)
          || (select string_agg(p.oid || p.prosrc, ',' order by p.oid)
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'bulk')
          || (select string_agg(query_to_xml(format('select t::text from %s t order by 1', oid::regclass),
                true, true, '')::text, ',' order by oid) from own where relkind = 'r'))
        """;

    private static string Dump =>
        Path.Combine(
            RepositoryRoot.Folder, "tests", "BulkExtractor.IntegrationTests", "Acceptance", "older-database.sql");

    [Theory]
    [InlineData("status")]
    [InlineData("retry 1")]
    [InlineData("serve")]
    public async Task Every_command_leaves_it_as_it_is(string command)
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        await database.ExecuteAsync(await File.ReadAllTextAsync(Dump, TestContext.Current.CancellationToken));
        var before = await database.ReadAsync<string>(Everything);
        await using var program = new ProgramFolder(database);

        var ended = await program.RunAsync(command.Split(' '));

        Assert.Equal(2, ended.Code);
        var line = Assert.Single(ended.Errors.Trim().Split('\n'));
        Assert.Contains("made by an older version", line, StringComparison.Ordinal);
        Assert.Contains("export its results with that version", line, StringComparison.Ordinal);
        Assert.Equal(before, await database.ReadAsync<string>(Everything));
    }
}
