using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Routing;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Routing;

public sealed class ChunkNeedTests
{
    [Fact]
    public void A_chunk_needs_another_model_than_those_that_had_their_say()
    {
        var (one, other) = (Some.Model("one", Some.Account()), Some.Model("other", Some.Account()));

        var need = ChunkNeed.Create(AnsweredBy(one.Key), Some.DefinitionOf("a"));

        Assert.False(need.MayGoTo(one));
        Assert.True(need.MayGoTo(other));
    }

    [Fact]
    public void What_two_models_read_differently_may_be_worth_money() =>
        Assert.True(ChunkNeed.Create(AnsweredBy("a", "b"), Some.DefinitionOf("a")).Complex);

    private static LeasedChunk AnsweredBy(params string[] models) =>
        Some.Waiting() with { Question = Question.AllFields.AskAnotherModel(models, null) };

    private static readonly Definition Flat = Some.DefinitionOf("total", "party");
    private static readonly Definition Nested = Some.Definition(
        Some.Object(("items", new FieldSchema { Items = Some.Object(("price", Some.Number)) })));

    [Theory]
    [InlineData("The parcel arrived on Monday, and José was not at home.", Lane.Light)]
    [InlineData("Bitte überweisen Sie den fälligen Betrag an die Geschäftsstelle.", Lane.Multilingual)]
    [InlineData("Wczoraj późnym wieczorem zadzwoniła do nas właścicielka.", Lane.Multilingual)]
    [InlineData("請求書の合計は一万円です。", Lane.Multilingual)]
    [InlineData("المبلغ الإجمالي مائة دينار", Lane.Multilingual)]
    [InlineData("Total: 14.00 € (2 × 7.00 €)", Lane.Light)]
    [InlineData("", Lane.Light)]
    public void The_language_is_told_by_its_letters(string text, Lane lane) =>
        Assert.Equal(lane, ChunkNeed.Create(Some.Chunk(1, text), Flat).Lane);

    [Theory]
    [InlineData(100, Lane.Light)]
    [InlineData(1_000, Lane.Any)]
    [InlineData(5_000, Lane.Long)]
    public void The_length_of_a_plain_text_decides(int tokens, Lane lane) =>
        Assert.Equal(lane, ChunkNeed.Create(Some.Waiting(tokens: tokens), Flat).Lane);

    [Fact]
    public void Fields_within_fields_need_reasoning_and_are_complex() =>
        Assert.Equal(new ChunkNeed(Lane.Reasoning, Complex: true), ChunkNeed.Create(Some.Waiting(), Nested));

    [Fact]
    public void A_chunk_that_failed_before_is_complex() =>
        Assert.True(ChunkNeed.Create(Some.Waiting(blamed: "a model"), Flat).Complex);

    [Fact]
    public void A_picture_goes_only_to_models_that_read_pictures()
    {
        var need = ChunkNeed.Create(Some.Waiting() with { PictureBytes = 1_000 }, Flat);

        Assert.False(need.MayGoTo(Some.Model()));
        Assert.True(need.MayGoTo(Some.Model() with { ReadsImages = true }));
    }
}
