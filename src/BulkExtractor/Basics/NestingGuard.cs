using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BulkExtractor.Basics;

/// <summary>Ends the reading of a file that is nested beyond all sense, before a tree of it fills the stack.</summary>
internal sealed class NestingGuard(IParser parser, string file) : IParser
{
    private const int DeepestNesting = 100;

    private int _depth;

    /// <inheritdoc/>
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (!parser.MoveNext()) return false;
        if (Current is MappingStart or SequenceStart) _depth++;
        if (Current is MappingEnd or SequenceEnd) _depth--;
        return _depth <= DeepestNesting
            ? true
            : throw new InputException(
                $"{file}:{Current!.Start.Line}: is nested deeper than {DeepestNesting} levels: take levels out");
    }
}
