using System.Text.Json.Nodes;
using BulkExtractor.Web.Help;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary><c>bulk help</c>, which needs neither database nor key.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task Without_a_topic_all_are_listed()
    {
        var said = await RunAsync("help");

        Assert.Equal(
            HelpTopic.All.Select(topic => $"bulk help {topic.Name}"),
            said.TrimEnd().Split('\n').Select(line => string.Join(' ', line.Split(' ').Take(3))));
    }

    [Fact]
    public async Task A_topic_is_printed_as_it_stands()
    {
        var said = await RunAsync("help", "job");

        Assert.Equal(HelpTopic.Find("job")!.Text, said);
    }

    [Fact]
    public async Task A_topic_is_one_JSON_document_for_machines()
    {
        var said = JsonNode.Parse(await RunAsync("help", "pool", "--json"))!;

        var topic = HelpTopic.Find("pool")!;
        Assert.Equal(
            (topic.Name, topic.Title, topic.Text),
            ((string)said["topic"]!, (string)said["title"]!, (string)said["text"]!));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        await using var process = BulkProcess.Start(new Dictionary<string, string?>(), arguments);
        return (await process.EndAsync()).With(0).Output;
    }
}
