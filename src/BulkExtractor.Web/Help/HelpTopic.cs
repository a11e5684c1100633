namespace BulkExtractor.Web.Help;

/// <summary>A page of the reference: a Markdown file that stands beside the code it describes.</summary>
public sealed record HelpTopic(string Name, string Text)
{
    private const string Folder = "help/";

    /// <summary>Every topic, by name: each Markdown file of the domain and of this project is one.</summary>
    public static IReadOnlyList<HelpTopic> All { get; } =
    [
        .. new[] { typeof(InputException).Assembly, typeof(HelpTopic).Assembly }
            .SelectMany(assembly => assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => Read(name, assembly.GetManifestResourceStream(name)!)))
            .OrderBy(topic => topic.Name, StringComparer.Ordinal),
    ];

    /// <summary>Its first line, which is a heading.</summary>
    public string Title => Text.Split('\n', 2)[0].TrimStart('#', ' ');

    /// <summary>The topic of that name; null if there is none.</summary>
    public static HelpTopic? Find(string name) => All.FirstOrDefault(topic => topic.Name == name);

    private static HelpTopic Read(string resource, Stream file)
    {
        using var reader = new StreamReader(file);
        return new HelpTopic(resource[Folder.Length..], reader.ReadToEnd());
    }
}
