using System.Globalization;

namespace BulkExtractor.Simulator.Ledger;

/// <summary>Counts arrivals and answers; its size depends on the pool, not on the traffic.</summary>
internal sealed class ArrivalLedger
{
    private const string Unknown = "unknown";

    private readonly Lock _gate = new();
    private readonly Tally _byStatus = new();
    private readonly Tally _byFault = new();
    private readonly Tally _byModel = new();
    private readonly Tally _byAccount = new();
    private readonly Tally _afterGone = new();
    private readonly Dictionary<string, decimal> _charged = [];
    private readonly Dictionary<(string? Account, string Model), TimeSpan> _goneAt = [];
    private long _arrivals;
    private long _answered;
    private long _documents;
    private long _pictures;
    private long _promptTokens;
    private long _completionTokens;

    public void Arrive(Arrival arrival)
    {
        lock (_gate)
        {
            _arrivals++;
            _byAccount.Add(arrival.Account ?? Unknown);
            _byModel.Add(arrival.Model ?? Unknown);
            if (arrival.Model is { } model && _goneAt.TryGetValue((arrival.Account, model), out var gone)
                && arrival.At > gone)
                _afterGone.Add(model);
        }
    }

    public void Answer(LedgerEntry entry)
    {
        lock (_gate)
        {
            _answered++;
            _documents += entry.Documents;
            _pictures += entry.Pictures;
            _promptTokens += entry.PromptTokens;
            _completionTokens += entry.CompletionTokens;
            _byStatus.Add(entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "none");
            if (entry.Fault is { } fault) _byFault.Add(fault);
            if (entry is { Cost: > 0, Account: { } account })
                _charged[account] = _charged.GetValueOrDefault(account) + entry.Cost;
        }
    }

    /// <summary>A model's 404 is out; only the first one counts.</summary>
    public void Gone(string? account, string model, TimeSpan answeredAt)
    {
        lock (_gate)
        {
            _goneAt.TryAdd((account, model), answeredAt);
            _afterGone.Name(model);
        }
    }

    public LedgerSummary Summarise(IReadOnlyList<ScopeSummary> scopes)
    {
        lock (_gate)
        {
            return new LedgerSummary
            {
                Arrivals = _arrivals,
                InFlight = _arrivals - _answered,
                Documents = _documents,
                Pictures = _pictures,
                PromptTokens = _promptTokens,
                CompletionTokens = _completionTokens,
                ByStatus = _byStatus.Copy(),
                ByFault = _byFault.Copy(),
                ByModel = _byModel.Copy(),
                ByAccount = _byAccount.Copy(),
                Charged = new Dictionary<string, decimal>(_charged),
                Scopes = scopes,
                AfterGone = _afterGone.Copy(),
            };
        }
    }
}
