using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class NewJobTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_is_priced_found_out_and_shown_before_it_is_written()
    {
        await using var served = await StartAsync();
        using var visitor = served.Visit();
        var sample = await BeginAsync(visitor, ("name", "flats"), ("sample", Flats(24)));
        var offer = await visitor.ReadAsync(sample);
        Assert.Contains("<b>1 request</b>", offer, StringComparison.Ordinal);
        Assert.Contains("20 rows go to simulated", Words(offer), StringComparison.Ordinal);

        using var asked = await visitor.PostAsync(
            $"{sample.Split('?')[0]}/ask", sample, ("name", "flats"), ("words", "price, rooms, city: where it is"));
        await served.FinishAsync("1");
        var found = await visitor.ReadAsync(asked.Headers.Location!.ToString());
        var next = WebUtility.HtmlDecode(Next().Match(found).Groups[1].Value);
        using var made = await visitor.PostAsync("/jobs/new", next, [.. Sent(await visitor.ReadAsync(next))]);

        Assert.Matches("rooms.*integer.*100 %", Words(found));
        Assert.Equal((HttpStatusCode.Found, "/jobs#job-flats"), (made.StatusCode, $"{made.Headers.Location}"));
        var folder = Path.Combine(served.Folder.Path, "jobs", "flats");
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "schema.json"), Token))!;
        Assert.Equal("""["integer","null"]""", schema["properties"]!["rooms"]!["type"]!.ToJsonString());
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(folder, "examples.jsonl"), Token)).Length);
        Assert.Equal(25, (await File.ReadAllLinesAsync(Path.Combine(folder, "sample.csv"), Token)).Length);
    }

    [Fact]
    public async Task Who_asks_twice_from_one_page_asks_once()
    {
        await using var served = await StartAsync();
        using var visitor = served.Visit();
        var sample = await BeginAsync(visitor, ("name", "flats"), ("sample", Flats(3)));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var asked = await visitor.PostAsync(
                $"{sample.Split('?')[0]}/ask", sample, ("name", "flats"), ("words", "price"));
            Assert.EndsWith("batch=1", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_schema_of_another_tool_becomes_the_jobs_with_what_was_said_of_the_sample()
    {
        const string pydantic = """{"title":"Flat","type":"object","properties":{"rent":{"type":"number"}}}""";
        await using var served = await StartAsync();
        using var visitor = served.Visit();
        var sample = await BeginAsync(
            visitor, ("name", "flats"), ("sample", "no|text\n1|a long text, with commas\n"), ("schema_file", pydantic));

        var page = await visitor.ReadAsync($"{sample}&delimiter=pipe");
        var editor = await visitor.ReadAsync(WebUtility.HtmlDecode(Next().Match(page).Groups[1].Value));

        var text = Fields(editor).ToDictionary();
        Assert.Equal(pydantic, text["schema"]);
        Assert.Contains("delimiter: \"|\"", text["job"], StringComparison.Ordinal);
        Assert.Contains("text: \"text\"", text["job"], StringComparison.Ordinal);
        Assert.Contains("It is right as it is", editor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,a\n1,2\n", "'a' is there more than once")]
    [InlineData("a,b\n", "has a header, but no rows")]
    public async Task A_sample_that_cannot_be_read_is_told_where_it_can_be_read_differently(string csv, string problem)
    {
        await using var served = await StartAsync();
        using var visitor = served.Visit();

        var page = WebUtility.HtmlDecode(await visitor.ReadAsync(
            await BeginAsync(visitor, ("name", "flats"), ("sample", csv))));

        Assert.Contains(problem, page, StringComparison.Ordinal);
        Assert.Contains("<details class=\"card\" open", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_that_is_gone_is_told_and_the_job_is_made_without_it_when_saved_again()
    {
        await using var served = await StartAsync();
        using var visitor = served.Visit();
        var typed = Sent(await visitor.ReadAsync("/jobs/new?name=flats"));

        using var told = await visitor.PostAsync(
            "/jobs/new", "/jobs", [.. typed, ("sample", new string('a', 32))]);
        var page = await told.Content.ReadAsStringAsync(Token);
        using var made = await visitor.PostAsync(
            "/jobs/new", "/jobs", [.. Sent(page)]);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Found), (told.StatusCode, made.StatusCode));
        Assert.Contains("The sample is gone", page, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(served.Folder.Path, "jobs", "flats", "sample.csv")));
    }

    [Fact]
    public async Task Where_the_folder_can_only_be_read_the_job_is_a_zip()
    {
        await using var served = await ServedDashboard.StartInFolderAsync(
            cluster, folder => Directory.CreateSymbolicLink(Path.Combine(folder.Path, "jobs"), "/sys"));
        using var visitor = served.Visit();
        var sample = await BeginAsync(visitor, ("name", "flats"), ("sample", Flats(3)));
        var page = await visitor.ReadAsync(sample.Replace(sample.Split('?')[0], "/jobs/new"));
        var typed = Sent(page);

        using var zipped = await visitor.PostAsync("/jobs/new", "/jobs", [.. typed, ("then", "zip")]);
        using var saved = await visitor.PostAsync("/jobs/new", "/jobs", [.. typed, ("then", "save")]);

        Assert.Contains("The folder can only be read here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Make the job", page, StringComparison.Ordinal);
        Assert.Equal("flats.zip", zipped.Content.Headers.ContentDisposition?.FileName);
        await using var zip = new ZipArchive(await zipped.Content.ReadAsStreamAsync(Token));
        Assert.Equal(
            ["flats/job.yaml", "flats/schema.json"], zip.Entries.Select(entry => entry.FullName).Take(2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.StatusCode);
        Assert.Contains(
            "jobs/flats cannot be written", await saved.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private Task<ServedDashboard> StartAsync() => ServedDashboard.StartInFolderAsync(
        cluster, folder => Directory.CreateDirectory(Path.Combine(folder.Path, "jobs")));

    // The files of the form are the parts other than its name.
    private static async Task<string> BeginAsync(PageVisitor visitor, params (string Name, string Value)[] fields)
    {
        var secret = Fields(await visitor.ReadAsync("/jobs"))["_form"];
        using var form = new MultipartFormDataContent { { new StringContent(secret), "_form" } };
        foreach (var (name, value) in fields)
        {
            if (name == "name") form.Add(new StringContent(value), name);
            else form.Add(new StringContent(value), name, $"{name}.csv");
        }

        using var answer = await visitor.SendAsync(HttpMethod.Post, "/jobs", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static string Flats(int rows)
    {
        string[] cities = ["Berlin", "Bern", "Graz"];
        return "id,text\n" + string.Concat(Enumerable.Range(1, rows).Select(row =>
            $"{row},\"Flat in {cities[row % 3]}, {2 + (row % 4)} rooms, price: {700 + row} EUR\"\n"));
    }

    // What its form would send.
    private static Dictionary<string, string> Fields(string page) => Inputs().Matches(page)
        .Concat(Texts().Matches(page))
        .DistinctBy(field => field.Groups[1].Value)
        .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));

    private static List<(string, string)> Sent(string page) =>
        [.. Fields(page).Where(field => field.Key != "_form").Select(field => (field.Key, field.Value))];

    private static string Words(string page) => Blanks().Replace(Tags().Replace(page, " "), " ");

    [GeneratedRegex("<input[^>]* name=\"(\\w+)\" value=\"([^\"]*)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea id=\"\\w+\" name=\"(\\w+)\"[^>]*>&#xA;([^<]*)</textarea>")]
    private static partial Regex Texts();

    [GeneratedRegex("href=\"(/jobs/new[^\"]*)\"")]
    private static partial Regex Next();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
