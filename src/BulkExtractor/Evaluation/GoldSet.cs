using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Evaluation;

/// <summary>Texts whose fields are known: what models are measured with.</summary>
/// <param name="Name">The file's name, for people.</param>
/// <param name="Strangers">Names in the gold that are no fields of the job, and are not measured.</param>
public sealed record GoldSet(string Name, IReadOnlyList<GoldRow> Rows, IReadOnlyList<string> Strangers)
{
    private const string TextColumn = "text";

    /// <summary>How a job reads the gold: its texts are the documents, whatever the job's template says.</summary>
    /// <remarks>Without keys: gold may come from several sources, whose ids repeat.</remarks>
    public static JobInput Input { get; } = new(TextColumn) { Delimiter = ',' };

    /// <summary>Reads JSON lines <c>{"id","text","gold":{…}}</c>, or a table with <c>text</c> and fields.</summary>
    public static async Task<GoldSet> ReadAsync(
        string path, FieldSchema fields, CancellationToken cancellationToken)
    {
        var rows = await GoldFile.IsTableAsync(path, cancellationToken)
            ? await GoldFile.ReadTableAsync(path, fields, cancellationToken)
            : GoldFile.ReadLines(path);
        if (rows.Count == 0) throw new InputException($"{path} holds no gold row");

        string[] known = [.. fields.Properties.Select(property => property.Name)];
        string[] named = [.. rows.SelectMany(row => row.Fields.Select(field => field.Key)).Distinct()];
        if (!named.Intersect(known).Any())
            throw new InputException($"{path}: none of its fields is one of the job's: {string.Join(", ", known)}");
        return new GoldSet(Path.GetFileName(path), [.. rows.Select(Typed)], [.. named.Except(known)]);

        GoldRow Typed(GoldRow row) => row with { Fields = new FieldReader().Read(fields, row.Fields)!.AsObject() };
    }

    /// <summary>The texts as a CSV that <see cref="Input"/> describes.</summary>
    public Stream ToCsv() => OneColumnCsv.Write(TextColumn, Rows.Select(row => row.Text));
}
