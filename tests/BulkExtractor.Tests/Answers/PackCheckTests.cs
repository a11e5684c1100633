using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Models;
using BulkExtractor.Recording;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

public sealed partial class PackCheckTests
{
    private const string A = "aaaa1111";
    private const string B = "bbbb2222";

    private static readonly FieldSchema Fields = Object(("name", Text), ("total", Number), ("net", Number));

    [Fact]
    public void Answers_of_each_other_are_refused_for_both_documents()
    {
        var readings = Read(
            Pack((A, "Invoice of Meier KG over 119.50"), (B, "Invoice of Schulze AG over 2500.25")),
            (A, """{"name":"Schulze AG","total":2500.25}"""),
            (B, """{"name":"Meier KG","total":119.5}"""));

        Assert.Equal([AnswerFault.Mixed, AnswerFault.Mixed], readings.Select(reading => reading.Fault));
        Assert.Equal("/name is not in the document, but in another one of the request", readings[0].Problem);
        Assert.Equal(readings[0].Problem, readings[0].Hint);
    }

    [Fact]
    public void What_both_documents_say_is_mixed_up_with_nothing()
    {
        var readings = Read(
            Pack((A, "Meier KG, 119.50"), (B, "Meier KG, 119.50 and 7.75")),
            (A, """{"name":"Meier KG","total":119.5}"""),
            (B, """{"name":"Meier KG","total":119.5}"""));

        Assert.All(readings, reading => Assert.True(reading.Answered));
        Assert.All(readings, reading => Assert.Empty(reading.Evidence.Flags));
    }

    [Fact]
    public void A_small_number_that_a_neighbour_happens_to_name_proves_nothing()
    {
        var reading = Read(
            Pack((A, "two chairs of Meier KG"), (B, "2 chairs")), (A, """{"name":"Meier KG","total":2}"""))[0];

        Assert.Equal(["/total: not in the document"], reading.Evidence.Flags);
    }

    [Fact]
    public void A_label_that_several_documents_get_and_none_of_them_says_is_no_mix_up()
    {
        var readings = Read(
            Pack((A, "Will it rain?"), (B, "Sun tomorrow?"), ("cccc3333", "I get weather sick")),
            (A, """{"name":"GetWeather"}"""),
            (B, """{"name":"GetWeather"}"""));

        Assert.Equal([true, true, false], readings.Select(reading => reading.Answered));
        Assert.Equal(["/name: not in the document"], readings[0].Evidence.Flags);
    }

    [Fact]
    public void What_is_like_the_value_speaks_for_its_own_document()
    {
        var reading = Read(
            Pack((A, "12, Jalan Besar Baru, 43300 Seri Kembangan"), (B, "12, Jalan Besr Baru, 43300 Seri Kembangan")),
            (A, """{"name":"12, Jalan Besr Baru, 43300 Seri Kembangan"}"""))[0];

        Assert.Equal(["/name: only something like it stands in the document"], reading.Evidence.Flags);
    }

    [Fact]
    public void The_slices_of_one_document_are_no_neighbours()
    {
        var pack = Pack((A, "Invoice of Meier KG"), (B, "Total 119.50"));
        var slice = pack.Chunks[1].Chunk with { DocumentNo = pack.Chunks[0].Chunk.DocumentNo };

        var reading = Read(
            pack with { Chunks = [pack.Chunks[0], pack.Chunks[1] with { Chunk = slice }] },
            (A, """{"name":"Meier KG","total":119.5}"""))[0];

        Assert.True(reading.Answered);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, AnswerFault.Ungrounded)]
    public void What_is_made_up_is_flagged_or_refused_where_the_job_is_strict(bool strict, AnswerFault? fault)
    {
        var definition = Definition(Fields) with { Strict = strict };

        var reading = Read(
            Pack((A, "Invoice of Meier KG")) with { Definition = definition },
            (A, """{"name":"Meier KG","total":99.99}"""))[0];

        Assert.Equal(fault, reading.Fault);
        if (!strict) Assert.Equal(["/total: not in the document"], reading.Evidence.Flags);
    }

    [Fact]
    public void Nothing_is_looked_for_where_the_job_does_not_want_it()
    {
        var definition = Definition(Fields) with { Ground = false };

        var reading = Read(Pack((A, "x")) with { Definition = definition }, (A, """{"total":99.99}"""))[0];

        Assert.Equal((0, null), (reading.Evidence.Places.Count, reading.Evidence.Confidence));
    }

    [Fact]
    public void A_broken_rule_is_asked_about_again_and_then_flagged()
    {
        var definition = Definition(Fields) with { Rules = [Rule.Parse("total >= net", Fields)] };
        var pack = Pack((A, "Meier KG 50 60")) with { Definition = definition };
        const string said = """{"name":"Meier KG","total":50,"net":60}""";

        var first = Read(pack, (A, said))[0];
        var again = pack with { Chunks = [new PackedChunk(A, first.Chunk with { Hint = first.Hint })] };
        var second = Read(again, (A, said))[0];

        Assert.Equal((AnswerFault.RuleBroken, "not so: total >= net, with total = 50, net = 60"),
            (first.Fault, first.Problem));
        Assert.Equal(["not so: total >= net, with total = 50, net = 60"], second.Evidence.Flags);
        Assert.InRange(second.Evidence.Confidence!.Value, 0.4, 0.5);
    }

    [Fact]
    public void Places_in_a_slice_are_told_as_places_in_its_document()
    {
        var pack = Pack((A, "😀 Meier KG"));
        var slice = pack.Chunks[0].Chunk with { Offset = 100, CodePointOffset = 90 };

        var place = Read(
            pack with { Chunks = [new PackedChunk(A, slice)] },
            (A, """{"name":"Meier KG"}"""))[0].Evidence.Places["/name"];

        Assert.Equal((103, 92, MatchKind.Exact), (place.Start, place.CodePointStart, place.Match));
    }

    [Fact]
    public void A_reply_with_ids_that_nobody_gave_loses_exactly_those_and_they_are_counted()
    {
        var pack = Pack((A, "Meier KG"), (B, "Schulze AG"));
        var reply = Reply((A, """{"name":"Meier KG"}"""), ("zzzz9999", """{"name":"Schulze AG"}"""));

        var read = AnswerReader.Read(pack, reply);
        var attempt = new AttemptResult(1, 1, pack, reply, read.Readings) { UnknownIds = read.UnknownIds };

        Assert.Equal([true, false], read.Readings.Select(reading => reading.Answered));
        Assert.Equal(
            [("missing", 1), ("unknown_id", 1)],
            attempt.Detected!.OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Value)));
    }

    [Fact]
    public void Evidence_is_read_back_as_it_was_written()
    {
        var places = new Dictionary<string, SourceSpan>
        {
            ["/a"] = new(3, 4, MatchKind.Fuzzy)
            {
                CodePointStart = 2,
                CodePointLength = 3,
                FromQuote = true,
                Confidence = 0.6,
            },
            ["/b"] = new(0, 0, MatchKind.None) { Confidence = 0.25 },
        };

        Assert.Equal(places, EvidenceJson.Read(EvidenceJson.Write(places)));
    }

    [Fact]
    public void A_chunk_is_as_sure_as_gold_says_and_a_sentinel_keeps_what_was_guessed()
    {
        var pack = Pack((A, "Meier KG, 119.50"), (B, "Schulze AG, 7.25")) with { Calibrations = Halved("total") };
        pack = pack with { Chunks = [pack.Chunks[0], pack.Chunks[1] with { Sentinel = new Sentinel("", [], 1) }] };

        var readings = Read(
            pack, (A, """{"name":"Meier KG","total":119.5}"""), (B, """{"name":"Schulze AG","total":7.25}"""));

        Assert.All(readings, reading => Assert.Equal(0.97, reading.Evidence.Places["/name"].Confidence));
        Assert.InRange(readings[0].Evidence.Confidence!.Value, 0.49, 0.51);
        Assert.InRange(readings[1].Evidence.Confidence!.Value, 0.9, 1);
    }

    [Fact]
    public void What_is_reused_of_an_earlier_result_is_not_calibrated_again()
    {
        var earlier = new SourceSpan(0, 3, MatchKind.Exact) { Confidence = 0.9 };
        var pack = Pack((A, "net, 119.50")) with { Calibrations = Halved("total", "net") };
        var question = Question.TheseFields(["total"], ReusedFields.From(
            new JsonObject { ["net"] = 1 }, new Dictionary<string, SourceSpan> { ["/net"] = earlier }, []));
        var chunk = pack.Chunks[0].Chunk with { Question = question };
        pack = pack with { Chunks = [pack.Chunks[0] with { Chunk = chunk }] };

        var reading = Assert.Single(Read(pack, (A, """{"total":119.5}""")));

        Assert.Equal(0.9, reading.Evidence.Places["/net"].Confidence);
        Assert.InRange(reading.Evidence.Places["/total"].Confidence, 0.49, 0.51);
    }

    // Half of what the model read of these fields was right.
    private static FieldCalibrations Halved(params string[] fields) => FieldCalibrations.Create(
        [
            new ModelAccuracy(1, "account", "model", new FieldAccuracies("model", [.. fields.Select(field =>
                new FieldAccuracy(field, 5_000, 5_000, 0)
                {
                    Levels = [new ConfidenceLevel(0.95, 2_500, 2_500), new ConfidenceLevel(0.97, 2_500, 2_500)],
                })])),
        ],
        "model");

    private static ChunkReading ReadBesideExample(string answer)
    {
        var example = new Example("Bill of 9 March 2026: 3 pieces, 77.70", new JsonObject { ["total"] = 77.7 });
        var pack = Pack((A, "Invoice of Meier KG over 5.25"));
        return Read(pack with { Definition = pack.Definition with { Examples = [example] } }, (A, answer))[0];
    }

    private static Pack Pack(params (string Id, string Text)[] documents) =>
        Some.Pack(documents) with { Definition = Definition(Fields) };

    private static IReadOnlyList<ChunkReading> Read(Pack pack, params (string Id, string Fields)[] said) =>
        AnswerReader.Read(pack, Reply(said)).Readings;

    private static ModelReply Reply(params (string Id, string Fields)[] said)
    {
        var documents = said.Select(one => $$"""{"id":"{{one.Id}}","fields":{{one.Fields}}}""");
        return new() { Content = $$"""{"documents":[{{string.Join(',', documents)}}]}""" };
    }
}
