using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class UsageCommandTests(TestCluster cluster)
{
    private const string Complaints = """
        {"type":"object","properties":{"wrath":{"type":["string","null"]},"flaw":{"type":["string","null"]}}}
        """;

    [Fact]
    public async Task A_batch_says_what_it_took_and_a_second_one_of_the_same_file_what_it_saved()
    {
        await using var program = await ProgramFolder.OpenAsync(cluster);

        var first = await SubmitAsync(program);
        var second = await SubmitAsync(program);

        Assert.True((long)first["tokens"]!["prompt"]! > (long)first["tokens"]!["completion"]!, $"{first}");
        Assert.Equal(
            (int)first["requests"]!, first["models"]!.AsArray().Sum(model => (int)model!["requests"]!));
        Assert.Equal((0, (int)first["requests"]!), ((int)second["requests"]!, (int)second["requests_saved"]!));
        Assert.Null(second["rows_per_request"]);
        Assert.Contains("requests saved", (await program.RunAsync("status", "2")).With(0).Output);
        var days = JsonNode.Parse((await program.RunAsync("models", "--days", "7", "--json")).With(0).Output)!;
        Assert.Equal((int)first["requests"]!, (int)days["requests"]!);
        Assert.Equal("adverts", (string?)days["jobs"]![0]!["job"]);
        Assert.Contains("--days 0: write a number", (await program.RunAsync("models", "--days", "0")).With(2).Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_request_is_told_on_stderr_only_where_that_is_wished_and_never_a_text(bool wished)
    {
        await using var program = await ProgramFolder.OpenAsync(cluster);
        string[] submit =
            ["submit", ServedDashboard.Adverts, "--job", "adverts", "--limit", "40", "--simulate", "--wait", "--json"];

        var ended = (await program.RunAsync([.. submit, .. wished ? ["--verbose"] : (string[])[]])).With(0);

        var requests = ended.Errors.Split('\n').Count(line =>
            line.Contains(" Answered, status 200, in ", StringComparison.Ordinal)
            && line.Contains(" tokens read, ", StringComparison.Ordinal));
        Assert.Equal(wished ? (int)JsonNode.Parse(ended.Output)!["requests"]! : 0, requests);
        var text = File.ReadLines(ServedDashboard.Adverts).ElementAt(1);
        Assert.DoesNotContain(text[(text.Length / 2)..][..20], ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_the_simulator_has_no_rule_for_are_told_before_anything_runs()
    {
        await using var program = await ProgramFolder.OpenAsync(cluster);
        program.Folder.Write("complaints/job.yaml", "name: complaints\ninput: { id: id, text: text }\n");
        program.Folder.Write("complaints/schema.json", Complaints);
        var csv = program.Folder.Write("in.csv", "id,text\n1,It broke at once.\n2,Nobody cares.\n");
        string[] submit = ["submit", csv, "--job", Path.Combine(program.Folder.Path, "complaints"), "--simulate"];

        var before = (await program.RunAsync([.. submit, "--dry-run"])).With(0);
        var ended = (await program.RunAsync([.. submit, "--wait", "--json"])).With(0);

        Assert.Contains("leaves them empty: wrath, flaw.", before.Errors, StringComparison.Ordinal);
        Assert.StartsWith(before.Errors.Split('\n')[0], ended.Errors, StringComparison.Ordinal);
        Assert.Contains("are empty where there is none", (await program.RunAsync("status", "1")).With(0).Output);
    }

    private static async Task<JsonNode> SubmitAsync(ProgramFolder program) => JsonNode.Parse((await program.RunAsync(
        "submit", ServedDashboard.Adverts, "--job", "adverts", "--limit", "60", "--simulate", "--wait", "--json"))
        .With(0).Output)!;
}
