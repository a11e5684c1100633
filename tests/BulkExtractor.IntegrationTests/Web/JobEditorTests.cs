using System.Net;
using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class JobEditorTests(JobsFolderServer server) : IClassFixture<JobsFolderServer>
{
    private const string Yaml = "input: { text: body }\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => server.Served;

    [Fact]
    public async Task A_reader_sees_no_way_to_make_or_edit_a_job()
    {
        using var reader = await Served.SignInAsync(GuardedServer.Reader);
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        var seen = await reader.ReadAsync("/jobs");
        using var looks = await reader.GetAsync("/jobs/flats/edit");
        using var begins = await reader.GetAsync("/jobs/new?name=mine");
        using var saves = await reader.PostAsync("/jobs/flats/edit", "/jobs", Form("input: { text: theirs }"));

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (looks.StatusCode, begins.StatusCode, saves.StatusCode));
        Assert.DoesNotContain("New job", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit", seen, StringComparison.Ordinal);
        Assert.Contains("/jobs/flats/edit", await owner.ReadAsync("/jobs"), StringComparison.Ordinal);
        Assert.Equal(Yaml, ReadJob("flats"));
    }

    [Theory]
    [InlineData("schedule: { cron: \"0 2 * * *\" }", "schedule")]
    [InlineData("notify: [{ to: \"https://example.org/\", when: [finished] }]", "notify")]
    [InlineData("models: { max_cost_usd: 9 }", "models")]
    [InlineData("description: ${HOME}", "description")]
    public async Task What_is_the_operators_is_refused_by_name_and_line_when_making_and_when_editing(
        string line, string name)
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);
        var wrong = $"{Yaml}{line}\n";

        using var made = await PostNewAsync(owner, "refused", wrong);
        using var edited = await PostEditAsync(owner, "flats", wrong);

        foreach (var answer in new[] { made, edited })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
            Assert.Contains("job.yaml, line 2", page, StringComparison.Ordinal);
            Assert.Matches($"{name}: .*cannot be set from here", page);
            Assert.Contains(line, page, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Path.Combine(server.Jobs, "refused")));
        Assert.Equal(Yaml, ReadJob("flats"));
    }

    [Theory]
    [InlineData("../refused")]
    [InlineData("a/b")]
    [InlineData("Refused")]
    [InlineData("linked")]
    [InlineData("flats")]
    public async Task No_job_is_made_in_the_place_of_another_or_outside_the_folder(string name)
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);
        var before = Directory.GetFileSystemEntries(Served.Folder.Path, "*", SearchOption.AllDirectories);

        using var begun = await owner.PostAsync("/jobs", "/jobs", ("name", name));
        using var made = await PostNewAsync(owner, name, Yaml);

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity),
            (begun.StatusCode, made.StatusCode));
        Assert.Equal(
            before.Order(),
            Directory.GetFileSystemEntries(Served.Folder.Path, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_job_that_is_a_link_is_not_opened()
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        using var answer = await owner.GetAsync("/jobs/linked/edit");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains("jobs/linked is a link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2Felsewhere")]
    [InlineData("%2e%2e")]
    [InlineData("nothing")]
    public async Task What_is_no_job_of_the_folder_is_not_there(string name)
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        using var answer = await owner.GetAsync($"/jobs/{name}/edit");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_what_changed_and_loses_nothing()
    {
        server.Write("raced", Yaml);
        using var one = await Served.SignInAsync(GuardedServer.Owner);
        using var other = await Served.SignInAsync(GuardedServer.Owner);
        var opened = VersionIn(await other.ReadAsync("/jobs/raced/edit"));
        using var first = await PostEditAsync(one, "raced", "input: { text: theirs }\n");

        using var second = await PostEditAsync(other, "raced", "input: { text: mine }\n", opened);
        var page = await second.Content.ReadAsStringAsync(Token);
        using var third = await PostEditAsync(other, "raced", "input: { text: mine }\n", VersionIn(page));

        Assert.Equal(
            (HttpStatusCode.Found, HttpStatusCode.Conflict, HttpStatusCode.Found),
            (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Contains("Somebody changed this job", page, StringComparison.Ordinal);
        Assert.Contains("<mark class=\"hue-0\">input: { text: theirs }</mark>", page, StringComparison.Ordinal);
        Assert.Contains("&#xA;input: { text: mine }", page, StringComparison.Ordinal);
        Assert.Equal("input: { text: mine }\n", ReadJob("raced"));
    }

    [Fact]
    public async Task Of_many_that_save_at_once_one_does()
    {
        server.Write("crowded", Yaml);
        using var owner = await Served.SignInAsync(GuardedServer.Owner);
        var page = await owner.ReadAsync("/jobs/crowded/edit");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            PostEditAsync(owner, "crowded", $"input: {{ text: c{number} }}\n", VersionIn(page))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Found));
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task What_is_checked_is_told_and_not_written()
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        using var wrong = await PostEditAsync(owner, "flats", "input: { text: body }\npack: many\n", then: "check");
        using var right = await PostEditAsync(owner, "flats", "input: { text: other }\n", then: "check");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
        var told = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Token));
        Assert.Contains("job.yaml, line 2", told, StringComparison.Ordinal);
        Assert.Contains("pack: 'many' does not fit", told, StringComparison.Ordinal);
        Assert.Contains(
            "It is right as it is", await right.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(Yaml, ReadJob("flats"));
    }

    [Fact]
    public async Task What_the_file_holds_of_the_operators_is_kept_and_named()
    {
        const string before = "input: { text: body }\nground: false\nschedule: { cron: \"0 2 1 1 *\" }\n";
        server.Write("nightly", before);
        using var owner = await Served.SignInAsync(GuardedServer.Owner);
        var page = await owner.ReadAsync("/jobs/nightly/edit");

        using var changed = await PostEditAsync(owner, "nightly", before.Replace("0 2", "* *"));
        using var added = await PostEditAsync(owner, "nightly", $"{before}passes: 2\n");

        Assert.Contains("<code>ground</code> <code>schedule</code>", page, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.Found), (changed.StatusCode, added.StatusCode));
        Assert.Equal($"{before}passes: 2\n", ReadJob("nightly"));
    }

    [Fact]
    public async Task Who_types_stays_signed_in_and_who_only_watches_does_not()
    {
        using var watching = await Served.SignInAsync(GuardedServer.Owner);
        using var typing = await Served.SignInAsync(GuardedServer.Owner);
        watching.Headers["Sec-Fetch-Dest"] = typing.Headers["Sec-Fetch-Dest"] = "empty";
        await Served.Database.ExecuteAsync("update bulk.sessions set seen_at = seen_at - interval '29 minutes'");

        using var watched = await watching.GetAsync("/jobs");
        using var typed = await PostEditAsync(typing, "flats", Yaml, then: "check");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (watched.StatusCode, typed.StatusCode));
        Assert.Equal(1, await Served.Database.ReadAsync<long>(
            "select count(*) from bulk.sessions where seen_at > bulk.clock() - interval '1 minute'"));
    }

    [Fact]
    public async Task Hostile_texts_stay_texts()
    {
        const string hostile = "</textarea><script>alert(1)</script>";
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        using var answer = await PostEditAsync(owner, "flats", $"{Yaml}{hostile}: 1\n", then: "check");

        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/textarea&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_longer_than_people_write_is_refused_in_one_line()
    {
        using var owner = await Served.SignInAsync(GuardedServer.Owner);

        using var answer = await PostEditAsync(owner, "flats", new string('#', 70_000));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "jobs/flats/job.yaml: holds more than 65,536 characters",
            await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static (string, string)[] Form(string yaml, string then = "save", string version = "") =>
    [
        ("job", yaml), ("schema", JobsFolderServer.Schema), ("examples", ""), ("then", then), ("version", version),
    ];

    private static Task<HttpResponseMessage> PostNewAsync(PageVisitor owner, string name, string yaml) =>
        owner.PostAsync("/jobs/new", "/jobs", [("name", name), .. Form(yaml)]);

    private static async Task<HttpResponseMessage> PostEditAsync(
        PageVisitor owner, string job, string yaml, string? version = null, string then = "save")
    {
        version ??= VersionIn(await owner.ReadAsync($"/jobs/{job}/edit"));
        return await owner.PostAsync($"/jobs/{job}/edit", "/jobs", Form(yaml, then, version));
    }

    private static string VersionIn(string page) => Version().Match(page).Groups[1].Value;

    private string ReadJob(string name) => File.ReadAllText(Path.Combine(server.Jobs, name, "job.yaml"));

    [GeneratedRegex("name=\"version\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Version();
}
