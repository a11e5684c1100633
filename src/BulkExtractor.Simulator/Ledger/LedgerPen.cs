using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Simulator.Ledger;

/// <summary>Notes what was answered: in the summary, and in the file if there is one.</summary>
internal sealed class LedgerPen(ArrivalLedger ledger, LedgerFile? file)
{
    /// <param name="cost">What the account is charged.</param>
    public async ValueTask NoteAsync(
        AdmissionDecision verdict, int? status, int completionTokens, decimal cost, TimeSpan answeredAt)
    {
        var arrival = verdict.Arrival;
        if (verdict.Refusal is { Gone: true }) ledger.Gone(arrival.Account, arrival.Model!, answeredAt);
        var entry = new LedgerEntry
        {
            Number = arrival.Number,
            At = arrival.At.TotalSeconds,
            Utc = arrival.Utc,
            Account = arrival.Account,
            Model = arrival.Model ?? verdict.Visit.Request?.Model,
            Status = status,
            Fault = verdict.Fault is { } fault ? FaultName.Write(fault) : null,
            Documents = verdict.Visit.Request?.Documents.Count ?? 0,
            Pictures = verdict.Visit.Request?.Pictures ?? 0,
            PromptTokens = verdict.Visit.Request?.PromptTokens ?? 0,
            CompletionTokens = completionTokens,
            Cost = cost,
            Answered = answeredAt.TotalSeconds,
        };
        ledger.Answer(entry);
        if (file is not null) await file.AddAsync(entry);
    }
}
