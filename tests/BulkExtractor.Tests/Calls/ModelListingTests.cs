using System.Text.Json;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Calls;

public sealed class ModelListingTests
{
    private const string Whole = """
        {"id":"a/b:free","context_length":131072,"expiration_date":"2026-12-31",
         "architecture":{"input_modalities":["text","image"],"output_modalities":["text"]},
         "pricing":{"prompt":"0","completion":"0","overrides":[{"prompt":"1"}]},
         "top_provider":{"context_length":65536,"max_completion_tokens":4096},
         "supported_parameters":["response_format","reasoning"]}
        """;

    [Fact]
    public void A_model_is_read_with_the_smaller_of_its_contexts()
    {
        var model = DiscoveredModel.Create(Read(Whole), Some.Account());

        Assert.Equal((65_536, 4_096, true), (model.Context, model.MaxOutput, model.ReadsImages));
        Assert.Equal(["vision", "reasoning", "structured"], model.GoodFor);
        Assert.Equal(new DateOnly(2026, 12, 31), model.Retires);
    }

    [Theory]
    [InlineData("""{"id":"a:free"}""", true)]
    [InlineData("""{"id":"a:free","context_length":null,"top_provider":null,"pricing":null}""", true)]
    [InlineData("""{"id":"a:free","context_length":"32768","expiration_date":17,"architecture":null}""", true)]
    [InlineData("""{"id":"a:free","pricing":{"prompt":"0","completion":"0.0","image":null}}""", true)]
    [InlineData("""{"id":"stealth","pricing":{"prompt":"0","completion":0}}""", true)]
    [InlineData("""{"id":"stealth","pricing":{"prompt":"0"}}""", false)]
    [InlineData("""{"id":"stealth","pricing":{"prompt":"0","completion":"0","request":"0.001"}}""", false)]
    [InlineData("""{"id":"auto","pricing":{"prompt":"-1","completion":"-1"}}""", false)]
    [InlineData("""{"id":"a","context_length":4096}""", false)]
    [InlineData("""{"id":"a:free","pricing":{"prompt":"0.000001"}}""", false)]
    [InlineData("""{"id":"a:free","architecture":{"output_modalities":["scores"]}}""", false)]
    [InlineData("""{"id":"a:free","architecture":{"modality":"text->image"}}""", false)]
    [InlineData("""{"id":"a:free","architecture":{"modality":"text+image->text"}}""", true)]
    [InlineData("""{"id":"nvidia/nemotron-3.5-content-safety:free"}""", false)]
    [InlineData("""{"id":"meta-llama/llama-guard-4-12b:free"}""", false)]
    [InlineData("""{"id":"openrouter/free","pricing":{"prompt":"0","completion":"0"}}""", false)]
    [InlineData("""{"id":"a:free","expiration_date":"2026-11-21"}""", false)]
    [InlineData("""{"id":"a:free","expiration_date":"2026-11-22"}""", true)]
    public void Free_is_what_costs_nothing_and_answers_in_text(string json, bool free) =>
        Assert.Equal(free, DiscoveredModel.IsFree(Read(json), new DateOnly(2026, 11, 22)));

    [Theory]
    [InlineData("""{"id":"a","context_window":131072,"max_completion_tokens":65536}""", 131_072, 65_536)]
    [InlineData("""{"id":"a","max_context_length":32768}""", 32_768, null)]
    [InlineData("""{"id":"a","max_model_len":16384}""", 16_384, null)]
    [InlineData("""{"id":"a","loaded_context_length":4096,"max_context_length":131072}""", 4_096, null)]
    [InlineData("""{"id":"a","meta":{"n_ctx_train":131072,"n_ctx":8192}}""", 8_192, null)]
    [InlineData("""{"id":"models/a","inputTokenLimit":1048576,"outputTokenLimit":65536}""", 1_048_576, 65_536)]
    public void A_context_is_read_under_every_name_that_it_has(string json, int context, int? output)
    {
        var model = Read(json);

        Assert.Equal(("a", context, output), (model.Id, model.Context, model.MaxOutput));
    }

    [Theory]
    [InlineData("""{"id":"a","active":false}""")]
    [InlineData("""{"id":"a","capabilities":{"completion_chat":false}}""")]
    public void A_model_that_does_not_chat_is_not_one_of_the_list(string json) =>
        Assert.Empty(ReadList($$"""{"data":[{{json}}]}""")!.Models);

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    public void Where_there_is_no_list_there_is_none(string json) => Assert.Null(ReadList(json));

    [Fact]
    public void Odd_entries_are_passed_over()
    {
        var listing = ReadList("""{"data":[null,7,{},{"id":""},{"id":"a\nb"},{"id":"good"},[]]}""");

        Assert.Equal("good", Assert.Single(listing!.Models).Id);
    }

    [Theory]
    [InlineData(2_000, "null", true)]
    [InlineData(2_001, "null", false)]
    [InlineData(1, "\"https://openrouter.ai/api/v1/models?offset=1\"", false)]
    public void A_list_that_goes_on_is_not_complete(int count, string next, bool complete)
    {
        var models = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"id":"m{{i}}"}"""));

        var listing = ReadList($$"""{"data":[{{models}}],"links":{"next":{{next}} } }""");

        Assert.Equal((complete, Math.Min(count, 2_000)), (listing!.Complete, listing.Models.Count));
    }

    private static ListedModel Read(string model) => ReadList($$"""{"data":[{{model}}]}""")!.Models[0];

    private static Listing? ReadList(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ModelListing.Read(document.RootElement);
    }
}
