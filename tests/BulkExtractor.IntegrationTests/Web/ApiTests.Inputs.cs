using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>What the API takes beside a CSV in the body.</summary>
public sealed partial class ApiTests
{
    private const string Lines = "{\"ad_id\":\"A-1\",\"advert\":\"Lamp\"}\n{\"ad_id\":\"A-2\",\"advert\":\"Chair\"}\n";

    [Fact]
    public async Task A_body_that_is_packed_or_no_csv_is_read_by_its_first_bytes()
    {
        using var packed = new ByteArrayContent(Gzip(Lines));

        var told = await SendAsync("/api/previews?job=adverts&name=a.csv", packed, 200);

        Assert.Equal("JSON lines in gzip", (string)told["format"]!);
        Assert.Equal(2, (int)told["documents"]!);
        Assert.Null(told["delimiter"]);
    }

    [Fact]
    public async Task A_body_that_is_encoded_in_gzip_is_read_and_another_encoding_refused()
    {
        using var encoded = new ByteArrayContent(Gzip(Lines)) { Headers = { ContentEncoding = { "gzip" } } };
        using var other = new ByteArrayContent(Gzip(Lines)) { Headers = { ContentEncoding = { "br" } } };

        var told = await SendAsync("/api/previews?job=adverts", encoded, 200);
        var refused = await SendAsync("/api/previews?job=adverts", other, 415);

        Assert.Equal("JSON lines", (string)told["format"]!);
        Assert.Contains("gzip is", (string)refused["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_form_are_one_batch_under_its_parameters()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("adverts"), "job" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Csv)), "file", "in/a.csv" },
            { new ByteArrayContent(Gzip(Lines.Replace("A-", "B-", StringComparison.Ordinal))), "file", "b.jsonl.gz" },
        };

        var told = await SendAsync("/api/batches", form, 201);

        Assert.Equal(4, (int)told["documents"]!);
        var batch = await Served.ReadAsync($"/api/batches/{(string)told["batch"]!}/documents/3");
        Assert.Contains("b.jsonl.gz", batch.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jop", "There is no parameter 'jop'; did you mean 'job'?")]
    [InlineData("job", "the form holds no file")]
    public async Task A_form_that_cannot_be_meant_is_refused(string field, string expected)
    {
        using var form = new MultipartFormDataContent { { new StringContent("adverts"), field } };

        var told = await SendAsync("/api/batches", form, null);

        Assert.Contains(expected, (string)told["detail"]!, StringComparison.Ordinal);
    }

    private async Task<JsonNode> SendAsync(string path, HttpContent content, int? status)
    {
        using var answer = await Served.Http.PostAsync(path, content, Token);
        var said = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(status is null ? !answer.IsSuccessStatusCode : answer.StatusCode == (HttpStatusCode)status, said);
        return JsonNode.Parse(said)!;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
