using System.Text.Json.Nodes;
using BulkExtractor.Samples;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Tests.Answers;

public sealed class RuleAnswersGoldTests(ITestOutputHelper output)
{
    private const double Wanted = 0.97;

    [Theory]
    [InlineData("adverts")]
    [InlineData("invoices")]
    [InlineData("receipts")]
    public void Nearly_all_fields_of_the_samples_are_right(string job)
    {
        var set = SampleSet.All(SampleSet.DefaultSeed).Single(set => set.Job == job);
        var answers = new RuleAnswers();

        var fields = set.Samples
            .SelectMany(sample => Compare(sample, answers.Answer(sample.Document, set.Schema)))
            .ToList();

        foreach (var field in fields.GroupBy(field => field.Name))
            output.WriteLine($"{job}.{field.Key}: {field.Average(one => one.Right ? 1.0 : 0.0):P1}");
        foreach (var wrong in fields.Where(field => !field.Right).Take(50)) output.WriteLine(wrong.Report);
        var right = fields.Average(field => field.Right ? 1.0 : 0.0);
        output.WriteLine($"{job}: {right:P2} of {fields.Count} fields are right");
        Assert.True(right >= Wanted, $"{job}: {right:P2}");
    }

    private static IEnumerable<(string Name, bool Right, string Report)> Compare(Sample sample, JsonObject answer) =>
        sample.Fields.Select(field => (
            field.Key,
            JsonNode.DeepEquals(field.Value, answer[field.Key]),
            $"{sample.Id} {field.Key}: {answer[field.Key]?.ToJsonString()} for {field.Value?.ToJsonString()}"));
}
