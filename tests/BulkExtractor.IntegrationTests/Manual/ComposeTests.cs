using System.Text.RegularExpressions;
using BulkExtractor.Models;
using YamlDotNet.RepresentationModel;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>What a machine with a container engine starts, as far as it can be read without one.</summary>
public sealed partial class ComposeTests
{
    private static readonly YamlMappingNode Services = (YamlMappingNode)ReadYaml("docker-compose.yml")["services"];

    public static TheoryData<string> All => [.. Services.Children.Select(service => $"{service.Key}")];

    [Fact]
    public void Every_variable_of_the_shipped_pool_stands_in_the_example_and_gets_through()
    {
        var asked = new HashSet<string>();
        new PoolFile(Note, TimeProvider.System).Read(PathOf("jobs/models.yaml"));

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(Example().Keys));
        Assert.All((string[])["serve", "worker"], service => Assert.Empty(asked.Except(EnvironmentOf(service))));

        string Note(string name)
        {
            asked.Add(name);
            return name.EndsWith("_ADDRESS", StringComparison.Ordinal) ? "http://127.0.0.1/v1" : "yes";
        }
    }

    [Fact]
    public void What_the_example_names_gets_through_or_is_used_in_the_compose_file()
    {
        var text = File.ReadAllText(PathOf("docker-compose.yml"));

        var unknown = Example().Keys.Except(EnvironmentOf("serve"))
            .Where(name => !text.Contains($"${{{name}:", StringComparison.Ordinal));

        Assert.Empty(unknown);
    }

    [Fact]
    public void The_example_holds_no_secret() =>
        Assert.All(Example(), line => Assert.True(line.Value.Length == 0 || line.Key == "BULK_USER", line.Key));

    [Fact]
    public void The_file_with_the_secrets_gets_neither_into_a_commit_nor_into_an_image()
    {
        Assert.Contains(".env", File.ReadLines(PathOf(".gitignore")));
        var ignored = File.ReadAllLines(PathOf(".dockerignore"));
        var last = Array.FindLastIndex(ignored, line => line.StartsWith('!'));
        Assert.True(Array.IndexOf(ignored, "**/.env") > last);
        Assert.True(Array.IndexOf(ignored, "**") is >= 0 and var first && first < last);
    }

    [Fact]
    public async Task The_lines_of_the_manual_make_a_file_with_all_that_is_needed_for_its_owner_alone()
    {
        using var folder = new ManualFolder();
        folder.Write(".env.example", File.ReadAllText(PathOf(".env.example")));
        var block = MarkdownBlock.In(ReadmeTests.Text).Single(block => block.Language == "sh needs docker");

        await folder.RunAsync($"docker() {{ :; }}\n{block.Text}", "");

        var env = folder.PathOf(".env");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(env));
        foreach (var line in (string[])["BULK_USER=\\d+:\\d+", "POSTGRES_PASSWORD=\\w{48}", "BULK_TOKEN=\\w{64}"])
            Assert.Single(File.ReadLines(env), text => Regex.IsMatch(text, $"^{line}$"));
    }

    [Fact]
    public void The_manual_runs_commands_in_a_service_of_ours()
    {
        var named = Regex.Match(ReadmeTests.Text, @"`docker compose exec (\w+) bulk`").Groups[1].Value;

        Assert.Equal("bulk", $"{Find(Services[named], "image")}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_service_has_no_right_that_it_does_not_need(string service)
    {
        Assert.Equal("true", $"{Find(Services[service], "read_only")}");
        Assert.Equal(["ALL"], List(Find(Services[service], "cap_drop")));
        Assert.Equal(["no-new-privileges:true"], List(Find(Services[service], "security_opt")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_service_is_there_again_after_the_engine_was_restarted(string service) =>
        Assert.Equal(service == "folders" ? "no" : "unless-stopped", $"{Find(Services[service], "restart")}");

    [Fact]
    public void One_service_builds_the_image_and_the_others_take_it_and_none_asks_a_registry()
    {
        var ours = Services.Children.Values.Where(service => $"{Find(service, "image")}" == "bulk").ToList();

        Assert.Equal(3, ours.Count);
        Assert.Single(ours, service => Find(service, "build") is not null);
        Assert.All(ours, service => Assert.Equal("never", $"{Find(service, "pull_policy")}"));
    }

    // What one place takes over from another stands behind <<.
    private static YamlNode? Find(YamlNode mapping, string name)
    {
        var members = ((YamlMappingNode)mapping).Children;
        if (members.TryGetValue(name, out var own)) return own;
        return members.TryGetValue("<<", out var shared) ? Find(shared, name) : null;
    }

    private static IEnumerable<string> Names(YamlNode mapping) => ((YamlMappingNode)mapping).Children
        .SelectMany(member => $"{member.Key}" == "<<" ? Names(member.Value) : [$"{member.Key}"]);

    private static IEnumerable<string> EnvironmentOf(string service) => Names(Find(Services[service], "environment")!);

    // Those that everybody must choose stand behind a comment's sign.
    private static Dictionary<string, string> Example() =>
        File.ReadLines(PathOf(".env.example"))
            .Select(line => Variable().Match(line))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static IEnumerable<string> List(YamlNode? list) => ((YamlSequenceNode)list!).Select(item => $"{item}");

    private static YamlNode ReadYaml(string file)
    {
        var yaml = new YamlStream();
        using (var text = File.OpenText(PathOf(file))) yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }

    private static string PathOf(string name) => Path.Combine(RepositoryRoot.Folder, name);

    [GeneratedRegex("^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$")]
    private static partial Regex Variable();
}
