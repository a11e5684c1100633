using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>What a user is told of a batch before anything is spent: its price, and when it will be done.</summary>
internal sealed record SubmitReport(BatchProgress Batch, Submission Submission, DaySpan? Span, Forecast Outlook)
{
    /// <summary>The documents that need no request, about: known already, or equal to another one.</summary>
    public int Known { get; init; }

    public void Say(Terminal terminal, DateTimeOffset now)
    {
        var simulated = Batch.Simulated ? " The models are simulated." : "";
        terminal.Say(
            $"Batch {Batch.BatchId}: {Batch.Documents} documents from {Batch.Source} under {Batch.Job}, "
            + $"about {Outlook.Requests} requests{Spared()}{Finish()}.{simulated}");
        if (Submission.Scans is { } scans) terminal.Say($"{scans.Sentence}.");
        if (BatchView.Deadline(Batch) is { } deadline) terminal.Say($"It is wanted {deadline}.");
        if (Span is not null)
            terminal.Say(Span.Describe(now) ?? $"{Span.Left} of {Span.PerDay} requests are left today.");
        foreach (var note in Batch.Notes) terminal.Warn($"{Batch.Source}: {note}");
    }

    public JsonObject Shape() => new()
    {
        ["batch"] = StatusJson.Id(Batch.BatchId),
        ["documents"] = Batch.Documents,
        ["requests"] = Outlook.Requests,
        ["known"] = Known,
        ["scans"] = ScansJson.Write(Submission.Scans),
        ["finish"] = StatusJson.Finish(Outlook),
        ["deadline"] = StatusJson.InstantOrNull(Batch.Deadline),
        ["on_time"] = Batch.OnTime,
        ["left_today"] = Span?.Left,
        ["further_days"] = Span?.FurtherDays,
        ["simulated"] = Batch.Simulated,
        ["notes"] = new JsonArray([.. Batch.Notes.Select(note => (JsonNode)note)]),
    };

    private string Spared() => Known == 0 ? "" : $" ({Known} documents need none: they are known, or equal to another)";

    private string Finish() => Outlook.P50 is { } p50 ? $", probably done by {BatchView.Instant(p50)}" : "";
}
