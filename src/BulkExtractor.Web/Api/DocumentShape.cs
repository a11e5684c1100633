using System.Text.Json.Nodes;
using BulkExtractor.Review;

namespace BulkExtractor.Web.Api;

/// <summary>A document with what became of it.</summary>
/// <param name="Row">Its number among the input's rows, from 1.</param>
/// <param name="State">open, extracted or failed.</param>
/// <param name="Text">Its text; in a list the beginning of it.</param>
internal sealed record DocumentShape(int Row, string Key, string State, string Text)
{
    /// <summary>What was extracted, with corrections.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>The model that gave it.</summary>
    public string? Model { get; init; }

    /// <summary>How sure the fields are, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why there is nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it needed no request of its own.</summary>
    public bool Cached { get; init; }

    /// <summary>How many of its fields somebody corrected.</summary>
    public int Corrections { get; init; }

    /// <summary>When somebody approved it.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    public static DocumentShape From(DocumentRow row) => new(row.DocumentNo, row.Key, row.State, row.Text)
    {
        Fields = row.Fields,
        Model = row.Model,
        Confidence = row.Confidence,
        Error = row.Error,
        Cached = row.Cached,
        Corrections = row.Corrections,
        ApprovedAt = row.ApprovedAt,
    };
}

/// <summary>A page of documents.</summary>
/// <param name="Next">What <c>after</c> to ask for the next page with; null at the end.</param>
/// <param name="SearchedTo">How far a search came that did not find enough; go on with <c>next</c>.</param>
internal sealed record DocumentListShape(IReadOnlyList<DocumentShape> Documents, int? Next, int? SearchedTo);

/// <summary>One document with all that is known of it.</summary>
/// <param name="Columns">The user's own cells by the names of their columns.</param>
/// <param name="Places">Where values stand in the text, in UTF-16 code units.</param>
/// <param name="Repairs">What was changed to make the answer fit the schema.</param>
/// <param name="Flags">What is doubtful about the fields.</param>
/// <param name="Said">What models that voted, or slices of a long text, said of a field; what was taken first.</param>
internal sealed record DocumentDetailShape(
    DocumentShape Document,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyList<PlaceShape> Places,
    IReadOnlyList<string> Repairs,
    IReadOnlyList<string> Flags,
    IReadOnlyList<SaidShape> Said,
    IReadOnlyList<CorrectionShape> Corrected);

/// <summary>Where a value stands.</summary>
internal sealed record PlaceShape(string Field, int Start, int Length);

/// <summary>What was said of a field.</summary>
/// <param name="Field">A JSON pointer into the fields.</param>
internal sealed record SaidShape(string Field, IReadOnlyList<SaidValueShape> Values);

/// <summary>One of the values, and the models or slices that said it.</summary>
internal sealed record SaidValueShape(JsonNode? Value, IReadOnlyList<string> By);

/// <summary>A value that somebody corrected.</summary>
internal sealed record CorrectionShape(string Field, JsonNode? Original, JsonNode? Value, DateTimeOffset CorrectedAt);

/// <summary>A value in the place of a field's.</summary>
internal sealed record ValueShape(JsonNode? Value);
