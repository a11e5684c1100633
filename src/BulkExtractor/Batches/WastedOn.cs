namespace BulkExtractor.Batches;

/// <summary>Requests that brought no new answer, for one kind of reason.</summary>
/// <param name="Kind">In words parted by underscores: <c>model_paused</c>, <c>unreadable</c>, <c>lost</c>.</param>
public sealed record WastedOn(string Kind, int Requests);
