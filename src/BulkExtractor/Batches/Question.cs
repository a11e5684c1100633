using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>What is asked of a chunk: all fields, these fields, another model's opinion, or further items.</summary>
public sealed record Question
{
    /// <summary>All fields, of any model, for the first time.</summary>
    public static readonly Question AllFields = new();

    /// <summary>How many questions about the chunk were answered before: 0 for its first.</summary>
    public int No { get; init; }

    /// <summary>The names of the fields that are asked; null for all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>What an earlier result says of the other fields; null where nothing is reused.</summary>
    public ReusedFields? Reused { get; init; }

    /// <summary>The keys of the models that had their say; empty where any model may be asked.</summary>
    public IReadOnlyList<string> AnsweredBy { get; init; } = [];

    /// <summary>What the lists hold already, where only further items are asked; null elsewhere.</summary>
    public string? Found { get; init; }

    /// <summary>Whether only what earlier answers lack is asked: then even nothing is an answer.</summary>
    public bool IsForFurtherItems => Found is not null;

    /// <summary>Whether another model than those that had their say is wanted.</summary>
    public bool IsForAnotherModel => AnsweredBy.Count > 0;

    /// <summary>Whether an answer is there already, so that the document does not depend on this one.</summary>
    public bool HasEarlierAnswer => No > 0;

    /// <summary>The same for all that are asked the same, and can go into one request; null for all fields.</summary>
    public string? Key => Fields is null ? null : $"{(IsForFurtherItems ? "further " : "")}{string.Join('\n', Fields)}";

    /// <summary>Only some fields, since an earlier result says the others.</summary>
    public static Question TheseFields(IReadOnlyList<string> names, ReusedFields reused) =>
        new() { Fields = names, Reused = reused };

    /// <summary>The next question, for a model that had no say yet.</summary>
    /// <param name="names">The names of the fields that are asked; null for all.</param>
    public Question AskAnotherModel(IReadOnlyList<string> answeredBy, IReadOnlyList<string>? names) =>
        new() { No = No + 1, AnsweredBy = answeredBy, Fields = names };

    /// <summary>The next question, for what some lists lack.</summary>
    public Question AskFurtherItems(IReadOnlyList<string> lists, string found) =>
        new() { No = No + 1, Fields = lists, Found = found };

    /// <summary>Whether a model may be asked it.</summary>
    public bool MayGoTo(string modelKey) => !AnsweredBy.Contains(modelKey);

    /// <summary>The definition that asks for this of documents that all of a definition could be asked of.</summary>
    public Definition Narrow(Definition whole)
    {
        if (Fields is null) return whole;
        return IsForFurtherItems ? PartialDefinition.Further(whole, Fields) : PartialDefinition.Create(whole, Fields);
    }
}
