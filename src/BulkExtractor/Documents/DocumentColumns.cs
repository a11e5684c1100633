using BulkExtractor.Jobs;

namespace BulkExtractor.Documents;

/// <summary>Which cells of a row become which part of its document.</summary>
internal sealed class DocumentColumns
{
    private readonly int? _key;
    private readonly int? _image;
    private readonly TextTemplate? _template;
    private readonly int[] _text;

    public DocumentColumns(string file, JobInput input, CsvColumns columns)
    {
        _key = input.Id is null ? null : columns.Find(input.Id, "input.id");
        _image = input.Image is null ? null : columns.Find(input.Image, "input.image");
        _template = columns.Has(input.Text) ? null : Template(file, input.Text, columns);
        var named = _template?.Columns ?? [input.Text];
        _text = [.. named.Select(column => columns.Find(column, "input.text"))];
    }

    /// <summary>The row's document; null if its key is empty.</summary>
    public Document? Read(int number, string[] cells)
    {
        var key = _key is { } position ? cells[position] : $"{number}";
        if (string.IsNullOrWhiteSpace(key)) return null;

        var text = _template is null ? cells[_text[0]] : _template.Fill(cells, _text);
        var image = _image is { } picture && cells[picture].Length > 0 ? cells[picture] : null;
        return new Document(number, key, text, cells, image);
    }

    private static TextTemplate Template(string file, string text, CsvColumns columns)
    {
        var template = TextTemplate.Parse(text) ?? throw new InputException(
            $"{file}: input.text is '{text}', where a brace opens no column's name; a brace itself is '{{{{'");
        return template.Columns.Any() ? template : throw new InputException(
            $"{file}: input.text is '{text}', neither a column nor a template; {columns.Known()}");
    }
}
