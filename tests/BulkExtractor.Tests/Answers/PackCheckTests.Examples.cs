using System.Text.Json.Nodes;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

public sealed partial class PackCheckTests
{
    [Fact]
    public void What_an_example_says_and_the_document_does_not_is_refused()
    {
        var example = new Example(
            "Bill of Adler GmbH: 77.70", new JsonObject { ["name"] = "Adler GmbH", ["total"] = 77.7 });
        var definition = Definition(Fields) with { Examples = [example] };

        var reading = Read(
            Pack((A, "Invoice of Meier KG")) with { Definition = definition },
            (A, """{"name":"Adler GmbH","total":77.7}"""))[0];

        Assert.Equal((AnswerFault.Leaked, "/name is not in the document, but in an example"),
            (reading.Fault, reading.Problem));
    }

    [Theory]
    [InlineData("""{"name":"Meier KG","total":77.7}""", "/total: not in the document")]
    [InlineData("""{"name":"2026-03-09","total":5.25}""", "/name: not in the document")]
    [InlineData("""{"name":"Meier KG","total":3}""", "/total: not in the document")]
    public void A_number_or_a_date_alone_may_be_there_by_chance_and_is_flagged(string answer, string flag)
    {
        var reading = ReadBesideExample(answer);

        Assert.Equal([flag], reading.Evidence.Flags);
    }

    [Fact]
    public void A_number_and_a_date_together_are_no_chance() =>
        Assert.Equal(AnswerFault.Leaked, ReadBesideExample("""{"name":"2026-03-09","total":77.7}""").Fault);
}
