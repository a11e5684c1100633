using BulkExtractor.Basics;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class MigrationsTests(TestCluster cluster)
{
    private static readonly Migration Schema =
        Migration.Parse("migrations/0001_foundation.sql", Statement.ReadFile("migrations/0001_foundation.sql"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_every_migration_once_and_in_order()
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);

        await Migrations.ApplyAsync(database.Retrying, Token);
        await Migrations.ApplyAsync(database.Retrying, Token);

        var names = await database.ReadAsync<string[]>(
            "select array_agg(name order by applied_at, name) from bulk.migrations");
        Assert.Equal(Statement.List("migrations").Select(Path.GetFileNameWithoutExtension), names);
    }

    [Fact]
    public async Task Processes_that_start_at_once_apply_each_migration_once()
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        var slow = Migration.Parse("0002_slow.sql", "create table bulk.slow (); select pg_sleep(0.2)");
        Migration[] known = [Schema, slow];

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Migrations.ApplyAsync(database.Retrying, known, Token)));

        Assert.Equal(2, await database.ReadAsync<long>("select count(*) from bulk.migrations"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        Migration[] known = [Schema, Migration.Parse("0002_bad.sql", "create table bulk.half (); select 1 / 0")];

        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => Migrations.ApplyAsync(database.Retrying, known, Token));

        Assert.True(await database.ReadAsync<bool>("select to_regclass('bulk.half') is null"));
        Assert.Equal(1, await database.ReadAsync<long>("select count(*) from bulk.migrations"));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_is_named()
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        await Migrations.ApplyAsync(database.Retrying, [Schema], Token);
        Migration[] changed = [Migration.Parse("0001_foundation.sql", Schema.Sql + "-- changed")];

        var error = await Assert.ThrowsAsync<InputException>(
            () => Migrations.ApplyAsync(database.Retrying, changed, Token));

        Assert.Contains("sql/migrations/0001_foundation.sql was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_an_older_version_whose_migrations_are_gone_is_refused_and_left_as_it_is()
    {
        await using var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        Migration[] old =
            [Schema with { Name = "0001_schema" }, Migration.Parse("0002_batches.sql", "create table bulk.old ()")];
        await Migrations.ApplyAsync(database.Retrying, old, Token);
        Migration[] known = [Schema, Migration.Parse("0002_runs.sql", "create table bulk.runs ()")];

        var error = await Assert.ThrowsAsync<InputException>(
            () => Migrations.ApplyAsync(database.Retrying, known, Token));

        Assert.StartsWith("The database was made by an older version", error.Message, StringComparison.Ordinal);
        Assert.Contains("0001_schema", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.True(await database.ReadAsync<bool>("select to_regclass('bulk.runs') is null"));
        Assert.Equal(2, await database.ReadAsync<long>("select count(*) from bulk.migrations"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(cluster);
        await database.ExecuteAsync("insert into bulk.migrations (name, hash) values ('9999_future', '')");

        var error = await Assert.ThrowsAsync<InputException>(
            () => Migrations.ApplyAsync(database.Retrying, Token));

        Assert.Contains("9999_future", error.Message, StringComparison.Ordinal);
    }
}
