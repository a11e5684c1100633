using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents;

/// <summary>Which cells of a row become which part of its document.</summary>
internal sealed class DocumentColumns
{
    private readonly int? _key;
    private readonly int? _image;
    private readonly int? _file;
    private readonly TextTemplate? _template;
    private readonly int[] _text;

    public DocumentColumns(string file, JobInput input, TableColumns columns)
    {
        _key = input.Id is null ? null : columns.Find(input.Id, "input.id");
        _image = input.Image is null ? null : columns.Find(input.Image, "input.image");
        _file = input.File is null ? null : columns.Find(input.File, "input.file");
        if (input.Text.Length == 0 && input.NamesFiles)
        {
            _text = [];
            return;
        }

        _template = columns.Has(input.Text) ? null : Template(file, input.Text, columns);
        var named = _template?.Columns ?? [input.Text];
        _text = [.. named.Select(column => columns.Find(column, "input.text"))];
    }

    /// <summary>The columns that a job names.</summary>
    public static IReadOnlyCollection<string> NamedBy(JobInput input)
    {
        IEnumerable<string?> named = [input.Id, input.Image, input.File, input.Text];
        var inText = TextTemplate.Parse(input.Text)?.Columns ?? [];
        return [.. named.OfType<string>().Concat(inText).Where(name => name.Length > 0).Distinct()];
    }

    /// <summary>The row's document; null if its key is empty.</summary>
    public Document? Read(int number, string[] cells)
    {
        var key = _key is { } position ? cells[position] : $"{number}";
        if (Unseen.IsAll(key)) return null;

        var document = new Document(number, key, Text(cells), cells, Named(_image, cells))
        {
            File = Named(_file, cells),
        };
        var isEmpty = document is { Image: null, File: null } && IsEmpty(cells);
        return isEmpty ? document with { Problem = "no text" } : document;
    }

    // What a template adds to empty cells is no text of the row's.
    private bool IsEmpty(string[] cells) => Array.TrueForAll(_text, place => Unseen.IsAll(cells[place]));

    private string Text(string[] cells)
    {
        if (_template is not null) return _template.Fill(cells, _text);
        return _text.Length == 0 ? "" : cells[_text[0]];
    }

    private static string? Named(int? column, string[] cells) =>
        column is { } position && cells[position].Trim() is { Length: > 0 } name ? name : null;

    private static TextTemplate Template(string file, string text, TableColumns columns)
    {
        var template = TextTemplate.Parse(text) ?? throw new InputException(
            $"{file}: input.text is '{text}', where a brace opens no column's name; a brace itself is '{{{{'");
        return template.Columns.Any() ? template : throw new InputException(
            $"{file}: input.text is '{text}', neither a column nor a template; {columns.Known(text)}");
    }
}
