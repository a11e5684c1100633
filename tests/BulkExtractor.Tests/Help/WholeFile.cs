using System.Text.RegularExpressions;
using BulkExtractor.Basics;
using YamlDotNet.RepresentationModel;

namespace BulkExtractor.Tests.Help;

/// <summary>An example of a file that is said to be whole, and the reader that knows its properties.</summary>
/// <param name="read">Reads the file; a property that does not exist is an error that names those that do.</param>
internal sealed partial class WholeFile(string text, Action<string> read)
{
    private const string Stranger = "no-such-property";

    private readonly YamlStream _file = Load(text);

    /// <summary>The properties that the reader knows and the example shows nowhere, with a place that fits.</summary>
    /// <remarks>Mappings in which the same properties may stand are of one kind: each shows some of them.</remarks>
    public IReadOnlyList<string> FindMissing() =>
    [
        .. from place in Mappings("", _file.Documents[0].RootNode).ToList()
           group place by Known(place.Mapping) into kind
           from property in kind.Key.Split(", ", StringSplitOptions.RemoveEmptyEntries)
           where !kind.Any(place => place.Mapping.Children.ContainsKey(property))
           select $"{kind.First().Path}{property}",
    ];

    // What the reader says of a property that it does not know; nothing where the names are the user's own.
    private string Known(YamlMappingNode mapping)
    {
        mapping.Add(Stranger, "1");
        try
        {
            read(Write());
            return "";
        }
        catch (InputException refused)
        {
            return Allowed().Match(refused.Message).Groups[1].Value;
        }
        finally
        {
            mapping.Children.Remove(Stranger);
        }
    }

    private string Write()
    {
        using var text = new StringWriter();
        _file.Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static YamlStream Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream;
    }

    private static IEnumerable<(string Path, YamlMappingNode Mapping)> Mappings(string path, YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => mapping.Children
                .SelectMany(entry => Mappings($"{path}{entry.Key}.", entry.Value))
                .Prepend((path, mapping)),
            YamlSequenceNode list => list.Children.SelectMany(item => Mappings(path, item)),
            _ => [],
        };

    [GeneratedRegex($"{Stranger}: there is no such property;.* allowed: (.*)$")]
    private static partial Regex Allowed();
}
