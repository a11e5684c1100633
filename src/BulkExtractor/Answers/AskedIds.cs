using System.Text;

namespace BulkExtractor.Answers;

/// <summary>The ids that were asked for, known again in whatever dress.</summary>
/// <remarks>
/// An id is a random word that stands in none of the texts: so whoever writes it means the document, be it as
/// <c>id=K</c>, <c>&lt;document id="K"&gt;</c>, in capitals or as a part of a sentence of a few words.
/// </remarks>
internal sealed class AskedIds
{
    private const int MaxLength = 64;

    private readonly HashSet<string> _ids;
    private readonly Dictionary<string, string> _inAnyCase;
    private readonly int _minLength;

    public AskedIds(IReadOnlyCollection<string> ids)
    {
        _ids = [.. ids];
        _minLength = ids.Select(id => id.Length).DefaultIfEmpty().Min();
        _inAnyCase = _ids.GroupBy(id => id.ToUpperInvariant())
            .Where(alike => alike.Count() == 1)
            .ToDictionary(alike => alike.Key, alike => alike.First());
    }

    /// <summary>The one id that a text names; null if it names none, or several.</summary>
    public string? Find(string said)
    {
        if (_ids.Contains(said)) return said;
        if (said.Length < _minLength || said.Length > MaxLength) return null;

        string[] named = [.. Words(said).Select(Known).OfType<string>().Distinct()];
        return named.Length == 1 ? named[0] : null;
    }

    private string? Known(string word) =>
        _ids.Contains(word) ? word : _inAnyCase.GetValueOrDefault(word.ToUpperInvariant());

    // Letters and digits that stand together; a sign without width between them parts nothing.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign)) word.Append(sign);
            if (char.IsLetterOrDigit(sign) || IsInvisible(sign) || word.Length == 0) continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static bool IsInvisible(char sign) =>
        sign is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD';
}
