using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BulkExtractor.Basics;

/// <summary>A value in a YAML file that knows where it stands, for errors with line and property.</summary>
internal sealed partial class YamlValue
{
    private readonly string _file;
    private readonly YamlNode _node;

    private YamlValue(string file, string path, YamlNode node) => (_file, Path, _node) = (file, path, node);

    /// <summary>The property's name with those around it: <c>models.tiers</c>.</summary>
    public string Path { get; }

    /// <summary>Whether nothing is written there.</summary>
    public bool IsNull =>
        _node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>Whether it is a single value: no mapping, no list.</summary>
    public bool IsScalar => _node is YamlScalarNode;

    /// <summary>Whether it has names, each with a value.</summary>
    public bool IsMapping => _node is YamlMappingNode;

    /// <summary>A single value as it is written, without its quotes; null where it is none.</summary>
    public string? Scalar => (_node as YamlScalarNode)?.Value;

    /// <summary>The line in the file, from 1.</summary>
    public long Line => _node.Start.Line;

    /// <summary>The one document of a file.</summary>
    public static YamlValue Load(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(new NestingGuard(parser, file));
            return stream.Documents.Count == 1
                ? new YamlValue(file, "", stream.Documents[0].RootNode)
                : throw new InputException($"{file}: must be one YAML document, not {stream.Documents.Count}");
        }
        catch (YamlException broken)
        {
            throw NotYaml(broken.Start.Line, broken.Message, broken);
        }
        catch (InvalidOperationException broken)
        {
            // The scanner throws it where a flow list is never closed.
            throw NotYaml(parser.Current?.End.Line ?? 1, "a bracket or brace is not closed", broken);
        }

        InputException NotYaml(long line, string problem, Exception broken) =>
            new($"{file}:{line}: is not right YAML: {problem.ReplaceLineEndings(" ")}", broken);
    }

    /// <summary>An error at this value.</summary>
    public InputException Fault(string problem) =>
        new(Path.Length == 0 ? $"{_file}:{Line}: {problem}" : $"{_file}:{Line}: {Path}: {problem}");

    /// <summary>The properties of a mapping, all of which must be known.</summary>
    public YamlProperties Properties(params string[] known)
    {
        var properties = Entries().ToDictionary(entry => entry.Name, entry => entry.Value);
        foreach (var (name, value) in properties)
        {
            if (!known.Contains(name))
                throw value.Fault($"there is no such property; {NearestName.Suggest(name, known)}");
        }

        return new YamlProperties(this, properties);
    }

    /// <summary>The entries of a mapping whose names are the user's own, in the file's order.</summary>
    public IEnumerable<(string Name, YamlValue Value)> Entries() => _node is YamlMappingNode mapping
        ? mapping.Children.Select(entry => Entry(entry.Key, entry.Value))
        : throw Fault("must be a mapping: names, each with a value");

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlValue> Items() => _node is YamlSequenceNode list
        ? [.. list.Children.Select(item => new YamlValue(_file, Path, item))]
        : throw Fault("must be a list: [a, b]");

    /// <summary>A text that is not empty.</summary>
    public string Text() => _node is YamlScalarNode { Value: { } text } && text.Trim().Length > 0
        ? text
        : throw Fault("must be a text");

    /// <summary>Whatever stands there, as JSON: a number, true, false or null only where it has no quotes.</summary>
    public JsonNode? Json() => _node switch
    {
        YamlMappingNode => new JsonObject(
            Entries().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.Json()))),
        YamlSequenceNode => new JsonArray([.. Items().Select(item => item.Json())]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } when IsNull || IsJson(plain) =>
            JsonNode.Parse(IsNull ? "null" : plain),
        YamlScalarNode { Value: { } text } => JsonValue.Create(text),
        _ => throw Fault("must be a value, a list or a mapping"),
    };

    private static bool IsJson(string plain) =>
        plain is "true" or "false" || JsonNumber().IsMatch(plain);

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex JsonNumber();

    /// <summary>True or false.</summary>
    public bool Flag() => bool.TryParse(Text(), out var flag) ? flag : throw Unfit("true, false");

    /// <summary>A whole number within bounds.</summary>
    public int Whole(int min, int max) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : throw Unfit($"a whole number from {min} to {max}");

    /// <summary>A number that is not negative.</summary>
    public decimal Amount() =>
        decimal.TryParse(Text(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unfit("a number, 0 or more");

    /// <summary>A day: <c>2026-07-20</c>.</summary>
    public DateOnly Day() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
            ? day
            : throw Unfit("a day: 2026-07-20");

    /// <summary>A span of time: <c>30s</c>, <c>5m</c>, <c>90 days</c>.</summary>
    public TimeSpan Duration() => Durations.Parse(Text()) ?? throw Unfit("a duration: 30s, 5m, 1h, 90 days");

    /// <summary>One of the allowed words.</summary>
    /// <param name="kind">What the words are, for the error: <c>a tier</c>.</param>
    public T Choice<T>(string kind, IReadOnlyDictionary<string, T> allowed) =>
        allowed.TryGetValue(Text(), out var choice)
            ? choice
            : throw Fault($"'{Text()}' is not {kind}; allowed: {string.Join(", ", allowed.Keys)}");

    /// <summary>Whether the word stands there.</summary>
    public bool Is(string word) => _node is YamlScalarNode scalar && scalar.Value == word;

    /// <summary>An error that says what is allowed instead.</summary>
    public InputException Unfit(string allowed) => Fault($"'{Text()}' does not fit; allowed: {allowed}");

    private (string Name, YamlValue Value) Entry(YamlNode key, YamlNode value)
    {
        var name = new YamlValue(_file, Path, key).Text();
        return (name, new YamlValue(_file, Path.Length == 0 ? name : $"{Path}.{name}", value));
    }
}
