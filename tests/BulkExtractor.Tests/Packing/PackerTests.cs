using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Packing;

public sealed class PackerTests
{
    private static readonly PackBudget Budget = new(Documents: 4, InputTokens: 1_000, MaxTokens: 500);

    [Fact]
    public void A_pack_holds_no_more_documents_than_the_model_takes()
    {
        var waiting = Enumerable.Range(1, 9).Select(id => Some.Waiting(id)).ToList();

        Assert.Equal(4, Packer.Choose(waiting, Budget).Count);
    }

    [Fact]
    public void The_chunk_that_waits_longest_always_goes()
    {
        var waiting = Enumerable.Range(1, 9).Select(id => Some.Waiting(id, tokens: id * 20)).ToList();

        Assert.Equal(1, Packer.Choose(waiting, Budget)[0].ChunkId);
    }

    [Fact]
    public void What_is_left_of_the_input_is_filled_with_the_longest_that_fits()
    {
        var waiting = new[] { 500, 900, 300, 100 }.Select((tokens, id) => Some.Waiting(id, tokens)).ToList();

        Assert.Equal([500, 300, 100], Packer.Choose(waiting, Budget).Select(chunk => chunk.Tokens));
    }

    [Fact]
    public void No_scanchunk_takes_the_room_that_fills_the_other_places()
    {
        var waiting = new[] { 200, 700, 700, 300, 280, 100, 100 }
            .Select((tokens, id) => Some.Waiting(id, tokens))
            .ToList();

        Assert.Equal([200, 300, 280, 100], Packer.Choose(waiting, Budget).Select(chunk => chunk.Tokens));
    }

    [Fact]
    public void Where_the_places_cannot_all_be_filled_the_longest_go_first()
    {
        var waiting = new[] { 200, 700, 500, 400, 400 }.Select((tokens, id) => Some.Waiting(id, tokens)).ToList();

        Assert.Equal([200, 700], Packer.Choose(waiting, Budget).Select(chunk => chunk.Tokens));
    }

    [Fact]
    public void A_chunk_that_fits_into_no_request_to_this_model_is_left_to_others() =>
        Assert.Empty(Packer.Choose([Some.Waiting(tokens: 2_000)], Budget));

    [Fact]
    public void A_chunk_takes_the_room_that_the_model_was_seen_to_count_for_its_script()
    {
        var dear = TokenFactors.Start;
        for (var i = 0; i < 100; i++) dear = dear.Learn(new Dictionary<Script, int> { [Script.Ideographs] = 100 }, 200);
        var waiting = Enumerable.Range(1, 4)
            .Select(id => new LeasedChunk(id, 1, id, 0, 1, "私たちは昨日会いました", 220, 0, []))
            .ToList();

        Assert.Equal(4, Packer.Choose(waiting, Budget).Count);
        Assert.Equal(2, Packer.Choose(waiting, Budget with { Factors = dear }).Count);
    }

    [Fact]
    public void A_chunk_that_must_be_alone_goes_alone_and_joins_no_other()
    {
        var alone = Some.Waiting(2) with { Alone = true };

        Assert.Equal([2], Packer.Choose([alone, Some.Waiting(1)], Budget).Select(chunk => chunk.ChunkId));
        Assert.Equal([1, 3], Packer.Choose([Some.Waiting(1), alone, Some.Waiting(3)], Budget).Select(c => c.ChunkId));
    }

    [Fact]
    public void Suspects_go_with_those_of_the_same_refusal_only()
    {
        long?[] refusals = [7, null, 7, 8];
        var waiting = refusals.Select((refusal, id) => Some.Waiting(id, bisectionOf: refusal)).ToList();

        Assert.Equal([0, 2], Packer.Choose(waiting, Budget).Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void Chunks_of_which_other_fields_are_asked_go_in_another_pack()
    {
        var (city, year) = (Asking("city", []), Asking("year", new() { ["city"] = "x" }));
        var waiting = new[] { city, Question.AllFields, year, Asking("city", new() { ["year"] = 1 }), new Question() }
            .Select((question, id) => Some.Waiting(id) with { Question = question }).ToList();

        Assert.Equal([0, 3], Packer.Choose(waiting, Budget).Select(chunk => chunk.ChunkId));
        Assert.Equal([1, 4], Packer.Choose(waiting[1..], Budget).Select(chunk => chunk.ChunkId));

        static Question Asking(string field, JsonObject known) =>
            Question.TheseFields([field], new ReusedFields(known));
    }

    [Fact]
    public void Documents_whose_answers_are_scango_in_small_packs()
    {
        var fields = Enumerable.Range(0, 100).Select(number => $"field{number}").ToArray();
        var model = Some.Model() with { MaxOutput = 4_096 };

        var budget = PackBudget.Calculate(model, Some.DefinitionOf(fields), pack: 10, overheadTokens: 500);

        Assert.InRange(budget.Documents, 1, 3);
    }

    [Fact]
    public void The_pictures_of_a_pack_are_bounded_by_their_bytes_and_a_large_one_goes_alone()
    {
        const int half = PackBudget.PictureBytes / 2;
        LeasedChunk[] waiting = [Seen(1, half), Seen(2, half), Seen(3, half), Some.Waiting(4)];

        Assert.Equal([1, 2, 4], Packer.Choose(waiting, Budget).Select(chunk => chunk.ChunkId).Order());
        Assert.Equal(
            [9, 4],
            Packer.Choose([Seen(9, PackBudget.PictureBytes + 1), .. waiting], Budget).Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void A_pack_holds_no_more_pictures_than_providers_take()
    {
        var waiting = Enumerable.Range(1, 30).Select(id => Seen(id, 1_000)).ToList();

        Assert.Equal(
            PackBudget.Pictures,
            Packer.Choose(waiting, Budget with { Documents = 25, InputTokens = 9_000 }).Count);
    }

    [Fact]
    public void The_pages_of_a_scan_count_each_and_one_with_more_than_providers_take_goes_without_other_pictures()
    {
        LeasedChunk[] waiting =
        [
            .. Enumerable.Range(1, 3).Select(id => Seen(id, 1_000) with { PictureCount = PackBudget.Pictures / 2 }),
        ];
        var scan = Seen(9, 1_000) with { PictureCount = PackBudget.Pictures + 1 };

        Assert.Equal(2, Packer.Choose(waiting, Budget).Count);
        Assert.Equal([9], Packer.Choose([scan, .. waiting], Budget).Select(chunk => chunk.ChunkId));
    }

    private static LeasedChunk Seen(long id, int bytes) => Some.Waiting(id) with { PictureBytes = bytes };
}
