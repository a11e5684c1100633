using BulkExtractor.Batches;
using BulkExtractor.Simulator.Profiles;

namespace BulkExtractor.VirtualWorld;

/// <summary>Counts at the provider's door what arrives, and at the end of each request what it brought.</summary>
internal sealed class Judge(VirtualTime time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly HashSet<Pack> _injected = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Pack> _open = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> _requestsByDay = [];
    private readonly List<int> _rowsByDay = [];

    /// <summary>The requests that arrived.</summary>
    public int Requests { get; private set; }

    /// <summary>Those of them that came when a minute, or another short window, was full.</summary>
    public int OverMinute { get; private set; }

    /// <summary>Those of them that came when a day, or another long window, was spent.</summary>
    public int OverDay { get; private set; }

    /// <summary>Those that brought nothing because of a fault of the world.</summary>
    public int Unlucky { get; private set; }

    /// <summary>Those that brought nothing without such an excuse.</summary>
    public int Wasted { get; private set; }

    /// <summary>The rows that came on each day.</summary>
    public IReadOnlyList<int> RowsByDay => _rowsByDay;

    /// <summary>The requests that arrived on each day.</summary>
    public IReadOnlyList<int> RequestsByDay => _requestsByDay;

    /// <summary>Requests and rows by model.</summary>
    public SortedDictionary<string, (int Requests, int Rows)> ByModel { get; } = [];

    /// <summary>When the last row came.</summary>
    public TimeSpan LastRowAt { get; private set; }

    /// <summary>How often which limit of whom refused.</summary>
    public SortedDictionary<string, int> Refusals { get; } = [];

    /// <summary>Those that came while as many were under way as may be.</summary>
    public int Crowded { get; private set; }

    /// <summary>A request arrived.</summary>
    public void Arrive(Pack pack, ProfileRefusal? refusal)
    {
        Requests++;
        _open.Add(pack);
        Today(_requestsByDay);
        _requestsByDay[^1]++;
        if (refusal is null) return;
        var limit = refusal.Reached.Count > 0 ? $" of {refusal.Longest.Limit.Amount} {refusal.Longest.Limit.Unit}" : "";
        var name = $"{NameOf(pack)}: {refusal.Kind}{limit}";
        Refusals[name] = Refusals.GetValueOrDefault(name) + 1;
        if (refusal.Kind == RefusalKind.InFlight) Crowded++;
        if (refusal.Reached.Any(reading => reading.Limit.Window.Length < Hour)) OverMinute++;
        if (refusal.Reached.Any(reading => reading.Limit.Window.Length >= Hour)) OverDay++;
    }

    /// <summary>A fault of the world hits a request.</summary>
    public void Inject(Pack pack) => _injected.Add(pack);

    /// <summary>A request ended and brought new rows, or none.</summary>
    public void End(Pack pack, int rows)
    {
        _open.Remove(pack);
        var injected = _injected.Remove(pack);
        if (rows == 0 && injected) Unlucky++;
        if (rows == 0 && !injected) Wasted++;
        var (requests, sum) = ByModel.GetValueOrDefault(NameOf(pack));
        ByModel[NameOf(pack)] = (requests + 1, sum + rows);
        if (rows == 0) return;
        Today(_rowsByDay);
        _rowsByDay[^1] += rows;
        LastRowAt = time.Now;
    }

    /// <summary>A worker died over a request.</summary>
    public void Lose(Pack pack)
    {
        if (_open.Remove(pack)) Unlucky++;
    }

    private static string NameOf(Pack pack) => $"{pack.Model.Account.Name} {pack.Model.Id}";

    private int Today(List<int> days)
    {
        while (days.Count <= (int)time.Now.TotalDays) days.Add(0);
        return days[^1];
    }
}
