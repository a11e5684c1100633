using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

public sealed partial class PackCheckTests
{
    [Fact]
    public void What_is_not_in_the_text_of_a_document_with_a_picture_was_read_from_that()
    {
        var reading = Read(
            Seen(Pack((A, "Project K-12"), (B, "Meier KG, 119.50"))),
            (A, """{"name":"Meier KG","total":119.5,"net":12}"""))[0];

        Assert.Empty(reading.Evidence.Flags);
        Assert.Equal(
            [("/name", MatchKind.Picture), ("/net", MatchKind.Exact), ("/total", MatchKind.Picture)],
            reading.Evidence.Places.OrderBy(place => place.Key).Select(place => (place.Key, place.Value.Match)));
        Assert.Equal(0.8, reading.Evidence.Confidence);
        Assert.Equal(reading.Evidence.Places, EvidenceJson.Read(EvidenceJson.Write(reading.Evidence.Places)));
    }

    [Fact]
    public void A_strict_job_takes_what_was_read_from_a_picture_and_nothing_that_was_not()
    {
        var strict = Definition(Fields) with { Strict = true };

        var readings = Read(
            Seen(Pack((A, ""), (B, "x"))) with { Definition = strict },
            (A, """{"total":7.25}"""),
            (B, """{"total":7.25}"""));

        Assert.Equal([true, false], readings.Select(reading => reading.Answered));
    }

    [Fact]
    public void What_a_program_reads_in_the_pictures_as_well_has_its_page_and_counts_more()
    {
        var pack = Seen(Pack((A, "Project K-12"), (B, "x")));
        var chunk = pack.Chunks[0].Chunk with { Seen = "Invoice of\nMeier KG\fpage two\fTotal 119,50 EUR" };
        pack = pack with { Chunks = [pack.Chunks[0] with { Chunk = chunk }, pack.Chunks[1]] };

        var reading = Read(pack, (A, """{"name":"Meier KG","total":119.5,"net":77}"""))[0];

        var places = reading.Evidence.Places;
        Assert.Equal(
            [("/name", 1), ("/net", 0), ("/total", 3)],
            places.OrderBy(place => place.Key).Select(place => (place.Key, place.Value.Page)));
        Assert.All(places.Values, place => Assert.Equal(MatchKind.Picture, place.Match));
        Assert.True(places["/total"].Confidence > places["/net"].Confidence);
        Assert.Equal(0.8, places["/net"].Confidence);
        Assert.Equal(places, EvidenceJson.Read(EvidenceJson.Write(places)));
    }

    // The first document has a picture.
    private static Pack Seen(Pack pack) => pack with
    {
        Chunks =
        [
            pack.Chunks[0] with { Chunk = pack.Chunks[0].Chunk with { PictureBytes = 1 } },
            .. pack.Chunks.Skip(1),
        ],
    };
}
