using System.Net;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class ApiTests(ApiTests.FinishedBatch finished) : IClassFixture<ApiTests.FinishedBatch>
{
    private const string Csv = "ad_id,advert\nA-1,\"Lamp, 20 EUR, Trier\"\nA-2,\"Chair, 30 EUR, Mainz\"\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => finished.Served;

    [Fact]
    public async Task A_batch_is_told_as_the_command_line_tells_it()
    {
        var told = (await Served.ReadAsync("/api/batches/1")).AsObject();
        var line = JsonNode.Parse((await Served.RunAsync("status", "1", "--json")).With(0).Output)!.AsObject();

        var shared = line.Where(member => told.ContainsKey(member.Key)).ToList();
        Assert.Equal(told.Select(member => member.Key).Order(), shared.Select(member => member.Key).Order());
        Assert.All(shared, member => Assert.Equal(member.Value?.ToJsonString(), told[member.Key]?.ToJsonString()));
    }

    [Fact]
    public async Task A_preview_says_how_a_file_is_read_and_what_it_costs_and_stores_nothing()
    {
        var before = await Served.Database.ReadAsync<long>("select count(*) from bulk.batches");

        var told = await PostAsync("/api/previews?job=adverts", Csv);

        Assert.Equal((",", 2), ((string)told["delimiter"]!, (int)told["documents"]!));
        Assert.Empty(told["notes"]!.AsArray());
        Assert.Equal(["ad_id", "advert"], told["columns"]!.AsArray().Select(column => (string)column!));
        Assert.True((int)told["requests"]! > 0);
        Assert.Contains("Lamp, 20 EUR", told["request"]!["messages"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(before, await Served.Database.ReadAsync<long>("select count(*) from bulk.batches"));
    }

    [Fact]
    public async Task The_same_key_again_is_the_same_submission()
    {
        // Of its own: what another test submitted before would need no request.
        var csv = Csv.Replace("Lamp", "Standard lamp", StringComparison.Ordinal);
        var first = await PostAsync("/api/batches?job=adverts&name=two.csv", csv, key: "nightly 7");

        var again = await PostAsync("/api/batches?job=adverts&name=two.csv", csv, key: "nightly 7");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.True((int)first["requests"]! > 0);
    }

    [Theory]
    [InlineData("name=three.csv")]
    [InlineData("name=two.csv&limit=1")]
    [InlineData("name=two.csv&pack=2&limit=2")]
    public async Task The_same_key_for_another_submission_is_refused(string said)
    {
        await PostAsync("/api/batches?job=adverts&name=two.csv&limit=2", Csv, key: "nightly 8");

        var another = await PostAsync($"/api/batches?job=adverts&{said}", Csv, 422, "nightly 8");

        Assert.Contains("(two.csv under adverts, limit=2)", (string)another["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/batches/999", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("POST", "/api/batches/999/pause", 404)]
    [InlineData("POST", "/api/batches/1/pause", 409)]
    [InlineData("POST", "/api/previews?job=../adverts", 422)]
    [InlineData("POST", "/api/batches?job=adverts&limit=none", 422)]
    [InlineData("GET", "/api/batches/1/documents?filter=odd", 422)]
    [InlineData("GET", "/api/usage?days=0", 422)]
    [InlineData("GET", "/api/batches/1/export?format=pdf", 422)]
    [InlineData("DELETE", "/api/batches/1/documents/3/fields/city", 404)]
    public async Task What_cannot_be_done_is_a_problem_with_its_reason(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await Served.Http.SendAsync(request, Token);

        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Theory]
    [InlineData("/api/batches?job=adverts&name=a.csv&limt=1", "'limt'; did you mean 'limit'?")]
    [InlineData("/api/previews?job=adverts&packs=5", "'packs'; did you mean 'pack'?")]
    public async Task A_parameter_that_means_nothing_is_refused_by_name(string address, string told)
    {
        var before = await Served.Database.ReadAsync<long>("select count(*) from bulk.batches");

        var problem = await PostAsync(address, Csv, 400);

        Assert.Contains(told, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before, await Served.Database.ReadAsync<long>("select count(*) from bulk.batches"));
    }

    [Fact]
    public async Task A_correction_fits_the_schema_and_stands_in_every_export()
    {
        await PutAsync("/api/batches/1/documents/1/fields/price", """{"value":"a lot"}""", 422);
        await PutAsync("/api/batches/1/documents/1/fields/price", """{"value":"1.234,50 EUR"}""", 204);
        await PutAsync("/api/batches/1/documents/1/approval", "", 204);

        var document = await Served.ReadAsync("/api/batches/1/documents/1");
        Assert.Equal(1234.5, (double)document["document"]!["fields"]!["price"]!);
        Assert.NotNull(document["document"]!["approved_at"]);
        Assert.Equal("price", (string)document["corrected"]![0]!["field"]!);
        Assert.NotEqual(1234.5, (double?)document["corrected"]![0]!["original"]);
        var export = await Served.Http.GetStringAsync("/api/batches/1/export", Token);
        Assert.Contains(";1234.5", export, StringComparison.Ordinal);
        var gold = JsonNode.Parse(await Served.Http.GetStringAsync("/api/batches/1/gold", Token))!;
        Assert.Equal(1234.5, (double)gold["gold"]!["price"]!);
    }

    [Theory]
    [InlineData("""C:\\u0000""", "C:\\u0000")]
    [InlineData("""a\u0000b""", "a\uFFFDb")]
    [InlineData("""\\\u0000""", "\\\uFFFD")]
    public async Task A_correction_stands_as_it_was_typed_but_for_what_no_database_holds(string typed, string kept)
    {
        await PutAsync("/api/batches/1/documents/4/fields/city", $$"""{"value":"{{typed}}"}""", 204);

        var document = await Served.ReadAsync("/api/batches/1/documents/4");
        Assert.Equal(kept, (string)document["document"]!["fields"]!["city"]!);
    }

    [Fact]
    public async Task A_restored_value_is_what_the_model_said()
    {
        var before = (await Served.ReadAsync("/api/batches/1/documents/2"))["document"]!["fields"]!.ToJsonString();
        await PutAsync("/api/batches/1/documents/2/fields/city", """{"value":"Trier"}""", 204);
        await PutAsync("/api/batches/1/documents/2/fields/city", """{"value":"Mainz"}""", 204);

        using var answer = await Served.Http.DeleteAsync("/api/batches/1/documents/2/fields/city", Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            before,
            (await Served.ReadAsync("/api/batches/1/documents/2"))["document"]!["fields"]!.ToJsonString());
    }

    [Fact]
    public async Task Documents_come_page_by_page_each_of_them_once()
    {
        var (keys, after) = (new List<string>(), 0);
        while (true)
        {
            var page = await Served.ReadAsync($"/api/batches/1/documents?limit=7&after={after}");
            keys.AddRange(page["documents"]!.AsArray().Select(document => (string)document!["key"]!));
            if ((int?)page["next"] is not { } next) break;
            after = next;
        }

        Assert.Equal(30, keys.Count);
        Assert.Equal(30, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_search_finds_a_text_and_a_key()
    {
        var first = (await Served.ReadAsync("/api/batches/1/documents?limit=1"))["documents"]![0]!;
        var word = Uri.EscapeDataString(((string)first["text"]!)[..12].ToUpperInvariant());

        var byText = await Served.ReadAsync($"/api/batches/1/documents?search={word}");
        var byKey = await Served.ReadAsync($"/api/batches/1/documents?search={(string)first["key"]!}");

        Assert.Contains(byText["documents"]!.AsArray(), document => (int)document!["row"]! == 1);
        Assert.Equal((int)first["row"]!, (int)Assert.Single(byKey["documents"]!.AsArray())!["row"]!);
    }

    [Fact]
    public async Task Events_tell_a_batch_to_its_end()
    {
        var batch = await Served.SubmitAsync(ServedDashboard.Adverts, "adverts", 40);
        using var answer = await Served.Http.GetAsync(
            $"/api/batches/{batch}/events", HttpCompletionOption.ResponseHeadersRead, Token);

        var events = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("event: progress", events, StringComparison.Ordinal);
        Assert.Contains(
            "\"state\":\"finished\"",
            events[events.LastIndexOf("event: ended", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Host", "elsewhere.example", HttpStatusCode.BadRequest)]
    public async Task Another_site_changes_nothing_through_a_visitors_browser(
        string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/batches/1");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await Served.Http.SendAsync(request, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("finished", (string?)(await Served.ReadAsync("/api/batches/1"))["state"]);
    }

    private async Task<JsonNode> PostAsync(string path, string csv, int? status = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(csv) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await Served.Http.SendAsync(request, Token);
        var said = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(status is null ? answer.IsSuccessStatusCode : status == (int)answer.StatusCode, said);
        return JsonNode.Parse(said)!;
    }

    private async Task PutAsync(string path, string json, int status)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Served.Http.PutAsync(path, content, Token);
        Assert.True(status == (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    /// <summary>A dashboard with a batch of 30 adverts that is finished.</summary>
    public sealed class FinishedBatch(TestCluster cluster) : IAsyncLifetime
    {
        private ServedDashboard? _served;

        internal ServedDashboard Served => _served!;

        public async ValueTask InitializeAsync()
        {
            _served = await ServedDashboard.StartAsync(cluster);
            await Served.FinishAsync(await Served.SubmitAsync(ServedDashboard.Adverts, "adverts", 30));
        }

        public async ValueTask DisposeAsync()
        {
            if (_served is not null) await _served.DisposeAsync();
        }
    }
}
