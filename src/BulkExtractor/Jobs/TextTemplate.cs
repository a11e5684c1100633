using System.Text;

namespace BulkExtractor.Jobs;

/// <summary>A text over columns: <c>{subject}: {body}</c>; <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed class TextTemplate
{
    private readonly List<Part> _parts = [];

    private TextTemplate()
    {
    }

    /// <summary>The columns it names, in order.</summary>
    public IEnumerable<string> Columns => _parts.Where(part => part.IsColumn).Select(part => part.Text);

    /// <summary>The template; null if a brace is opened and no name follows, or no closing brace.</summary>
    public static TextTemplate? Parse(string text)
    {
        var template = new TextTemplate();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var doubled = c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c;
            if (doubled) at++;
            if (doubled || c != '{')
            {
                literal.Append(c);
                continue;
            }

            var close = text.IndexOf('}', at);
            if (close <= at + 1 || text[(at + 1)..close].Contains('{')) return null;
            template.Add(literal, text[(at + 1)..close]);
            at = close;
        }

        template.Add(literal, null);
        return template;
    }

    /// <summary>The text of one row; the cells are asked for in the order of <see cref="Columns"/>.</summary>
    public string Fill(IReadOnlyList<string> cells, IReadOnlyList<int> positions)
    {
        var (text, column) = (new StringBuilder(), 0);
        foreach (var part in _parts) text.Append(part.IsColumn ? cells[positions[column++]] : part.Text);
        return text.ToString();
    }

    private void Add(StringBuilder literal, string? column)
    {
        if (literal.Length > 0) _parts.Add(new Part(literal.ToString(), false));
        if (column is not null) _parts.Add(new Part(column, true));
        literal.Clear();
    }

    private readonly record struct Part(string Text, bool IsColumn);
}
