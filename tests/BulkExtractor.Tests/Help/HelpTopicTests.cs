using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Web.Help;

namespace BulkExtractor.Tests.Help;

public sealed class HelpTopicTests
{
    private const int Columns = 120;

    [Fact]
    public void There_is_a_topic_for_each_part_of_the_reference() => Assert.Equal(
        ["api", "filters", "inputs", "job", "limits", "notices", "pool", "schedule"],
        HelpTopic.All.Select(topic => topic.Name));

    [Fact]
    public void Every_topic_begins_with_its_title() =>
        Assert.All(HelpTopic.All, topic => Assert.StartsWith($"# {topic.Title}\n", topic.Text));

    [Fact]
    public void No_line_is_wider_than_a_terminal_shows() => Assert.All(
        HelpTopic.All.SelectMany(topic => topic.Text.Split('\n')), line => Assert.True(line.Length <= Columns, line));

    [Fact]
    public void Every_property_of_a_job_file_is_shown() =>
        Assert.Empty(new WholeFile(TopicBlocks.In("job", "yaml")[0], ReadJob).FindMissing());

    [Fact]
    public void Every_property_of_a_pool_file_is_shown() =>
        Assert.Empty(new WholeFile(TopicBlocks.In("pool", "yaml")[0], ReadPool).FindMissing());

    [Fact]
    public void The_example_of_a_job_is_right() => ReadJob(TopicBlocks.In("job", "yaml")[0]);

    [Theory]
    [InlineData("pool")]
    [InlineData("limits")]
    public void Every_example_of_a_pool_is_right(string topic) =>
        Assert.All(TopicBlocks.In(topic, "yaml"), ReadPool);

    [Fact]
    public void A_schedule_stands_in_the_job_as_it_is_shown_by_itself()
    {
        var schedule = TopicBlocks.In("schedule", "yaml").Single();

        ReadJob($"name: flats\ninput: {{ text: body }}\n{schedule}");
    }

    [Fact]
    public void The_targets_of_notices_stand_in_the_job_as_they_are_shown_by_themselves()
    {
        var notify = TopicBlocks.In("notices", "yaml").Single();

        ReadJob($"name: flats\ninput: {{ text: body }}\n{notify}");
    }

    // Schema, examples and gold are those that stand beside it in the topic.
    private static void ReadJob(string yaml)
    {
        var lines = TopicBlocks.In("job", "jsonl");
        var sources = new JobSources("flats", yaml, TopicBlocks.In("job", "json").Single(), lines[0])
        {
            Gold = lines[1],
        };
        JobFile.Parse(sources);
    }

    private static void ReadPool(string yaml) =>
        new PoolFile(_ => "http://127.0.0.1/v1", TimeProvider.System).Parse("models.yaml", yaml);
}
