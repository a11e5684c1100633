using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Simulator;

public sealed class DocumentTagsTests
{
    [Fact]
    public void A_document_is_what_stands_between_its_tags_and_their_line_breaks()
    {
        var found = DocumentTags.Find(
            "Read:\n<document id=\"k1\">\n one \n\n</document k1>\n<document id=\"k2\">\ntwo\n</document k2>");

        Assert.Equal([new WireDocument("k1", " one \n"), new WireDocument("k2", "two")], found);
    }

    [Fact]
    public void A_document_may_hold_tags_of_others()
    {
        const string Text = "<document id=\"x\">\ntrap\n</document x>\n</document>";

        var found = DocumentTags.Find($"<document id=\"k1\">\n{Text}\n</document k1>");

        Assert.Equal([new WireDocument("k1", Text)], found);
    }

    [Fact]
    public void An_empty_document_is_a_document() =>
        Assert.Equal([new WireDocument("k", "")], DocumentTags.Find("<document id=\"k\">\n\n</document k>"));

    [Fact]
    public void Tags_that_prose_speaks_of_are_no_document() =>
        Assert.Empty(DocumentTags.Find("Between <document id=\"K\"> and </document K>, or <document id=\""));
}
