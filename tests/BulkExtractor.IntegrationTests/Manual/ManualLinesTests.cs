using System.CommandLine;
using BulkExtractor.Cli;
using BulkExtractor.Dashboard.Help;
using YamlDotNet.RepresentationModel;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>Every line of manual and reference, also those that need a key or never end: they are parsed.</summary>
public sealed class ManualLinesTests
{
    private static readonly string[] Texts =
    [
        ReadmeTests.Text,
        File.ReadAllText(Path.Combine(Checkout.Folder, ".github", "CONTRIBUTING.md")),
        .. HelpTopic.All.Select(topic => topic.Text),
    ];

    [Fact]
    public void Every_line_for_the_shell_is_one_that_the_program_takes()
    {
        var lines = Texts.SelectMany(CommandLine.InBlocks).ToList();

        Assert.NotEmpty(lines);
        Assert.Empty(lines.Select(line => line.FindFault()).OfType<string>());
    }

    [Fact]
    public void Every_command_and_option_in_a_sentence_is_one_that_there_is()
    {
        var lines = Texts.SelectMany(CommandLine.InSentences).ToList();

        Assert.NotEmpty(lines);
        Assert.Empty(lines.Select(line => line.FindUnknownWord()).OfType<string>());
    }

    [Fact]
    public void Every_service_of_ours_in_the_compose_file_starts_a_command_that_the_program_takes()
    {
        var file = new YamlStream();
        using (var text = File.OpenText(Path.Combine(Checkout.Folder, "docker-compose.yml"))) file.Load(text);
        var services = (YamlMappingNode)file.Documents[0].RootNode["services"];

        var commands = from service in services.Children
                       where $"{service.Key}" is "serve" or "worker"
                       select ((YamlSequenceNode)service.Value["command"]).Select(word => $"{word}").ToArray();

        Assert.Equal(2, commands.Count());
        Assert.All(commands, command => Assert.Empty(BulkProgram.Create().Parse(command).Errors));
    }

    [Fact]
    public void The_manual_is_short_enough_to_be_read() =>
        Assert.InRange(ReadmeTests.Text.Split('\n').Length, 1, 180);
}
