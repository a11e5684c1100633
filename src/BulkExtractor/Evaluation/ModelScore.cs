using BulkExtractor.Answers;
using BulkExtractor.Jobs;
using BulkExtractor.Quality;
using BulkExtractor.Schema;

namespace BulkExtractor.Evaluation;

/// <summary>How a model answers a gold set in packs of one size.</summary>
/// <param name="Pack">The most documents in a request.</param>
public sealed record ModelScore(string Model, int Pack)
{
    /// <summary>The gold rows.</summary>
    public required int Documents { get; init; }

    /// <summary>The gold rows without a valid answer; all their values count as missed.</summary>
    public required int Lost { get; init; }

    /// <summary>The gold rows that were answered with an equal one, and needed no request.</summary>
    public int Cached { get; init; }

    /// <summary>The requests that were sent.</summary>
    public required int Requests { get; init; }

    /// <summary>One for each of the job's fields, in their order.</summary>
    public required IReadOnlyList<FieldScore> Fields { get; init; }

    /// <summary>All fields together, every value counting alike.</summary>
    public FieldScore Overall => Fields.Aggregate(new FieldScore("all fields"), (sum, one) => sum.Plus(one));

    /// <summary>The rows that a request brought on average; those that needed none do not count.</summary>
    public double RowsPerRequest => Requests == 0 ? 0 : (double)(Documents - Lost - Cached) / Requests;

    /// <summary>Compares what was answered with the gold.</summary>
    /// <param name="answers">One for each gold row, in their order; null where the row was lost.</param>
    public static ModelScore Calculate(
        (string Model, int Pack) asked,
        FieldSchema fields,
        GoldSet gold,
        IReadOnlyList<ExtractedAnswer?> answers,
        int requests) =>
        new(asked.Model, asked.Pack)
        {
            Documents = gold.Rows.Count,
            Lost = answers.Count(answer => answer is null),
            Requests = requests,
            Fields = [.. fields.Properties.Select(property => ScoreOf(property.Name, gold.Rows, answers))],
        };

    private static FieldScore ScoreOf(
        string field, IReadOnlyList<GoldRow> gold, IReadOnlyList<ExtractedAnswer?> answers)
    {
        List<FieldScore> rows =
        [
            .. gold.Zip(answers, (row, said) => FieldComparison.Compare(field, row.Fields[field], said?.Fields[field])),
        ];
        var graded = rows.Zip(answers).Select((row, place) => row.Second?.Evidence.OfField(field).Confidence is { } sure
            ? new GradedField(field, place, sure, row.First.IsRight)
            : null);
        return rows.Aggregate(new FieldScore(field), (sum, row) => sum.Plus(row)) with
        {
            Graded = [.. graded.OfType<GradedField>()],
        };
    }
}
