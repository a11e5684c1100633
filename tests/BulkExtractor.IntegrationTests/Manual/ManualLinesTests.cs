using System.Text.RegularExpressions;
using BulkExtractor.Cli;
using BulkExtractor.Web.Help;
using YamlDotNet.RepresentationModel;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>Every line of manual and reference, also those that need a key or never end: they are parsed.</summary>
public sealed partial class ManualLinesTests
{
    private const string Contributing = ".github/CONTRIBUTING.md";

    private static readonly string[] Texts =
        [ReadmeTests.Text, Read(Contributing), .. HelpTopic.All.Select(topic => topic.Text)];

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
        using (var text = File.OpenText(Path.Combine(RepositoryRoot.Folder, "docker-compose.yml"))) file.Load(text);
        var services = (YamlMappingNode)file.Documents[0].RootNode["services"];

        var commands = from service in services.Children
                       where $"{service.Key}" is "serve" or "worker"
                       select ((YamlSequenceNode)service.Value["command"]).Select(word => $"{word}").ToArray();

        Assert.Equal(2, commands.Count());
        Assert.All(commands, command => Assert.Empty(BulkProgram.Create().Parse(command).Errors));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    [InlineData(Contributing)]
    public void Every_link_leads_to_a_file(string manual)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryRoot.Folder, manual))!;

        var links = Links().Matches(Read(manual)).Select(link => link.Groups[1].Value).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !File.Exists(Path.Combine(folder, link)));
    }

    // By their names alone, so that a folder may be moved.
    [Fact]
    public void Every_file_that_a_recipe_names_is_there()
    {
        var there = ((string[])["src", "jobs"])
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(RepositoryRoot.Folder, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetFileName(file)!)
            .ToHashSet();

        var named = Sources().Matches(Read(Contributing)).Select(file => file.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(there));
    }

    [Fact]
    public void The_manual_is_short_enough_to_be_read() =>
        Assert.InRange(ReadmeTests.Text.Split('\n').Length, 1, 180);

    private static string Read(string manual) => File.ReadAllText(Path.Combine(RepositoryRoot.Folder, manual));

    [GeneratedRegex(@"\]\((?!https?:)([^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`[\w./]*/((?!NAME)[A-Za-z]+\.(?:cs|razor|yaml))`")]
    private static partial Regex Sources();
}
