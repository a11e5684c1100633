namespace BulkExtractor.VirtualWorld;

/// <summary>
/// A day of some free plans, from midnight in California on: documents of 300 tokens, answers of 70, and 1,000 tokens
/// of instructions, with a few upstream faults.
/// </summary>
public sealed class PlayedDay
{
    private const int Overhead = 1_000;
    private const int Read = 300;
    private const int Written = 70;
    private const double Faults = 0.03;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1_000);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly MostRows Limits = new(Overhead, Read, Written);

    /// <param name="names">The accounts, as the shipped pool calls them.</param>
    public PlayedDay(int seed, IReadOnlyList<string> names, int documents)
        : this(seed, FreeProviders.Play([.. names]), documents, Day)
    {
    }

    internal PlayedDay(int seed, IReadOnlyList<PlayedAccount> accounts, int documents, TimeSpan atMost)
    {
        Played = accounts;
        Told = new World(ScenarioOf(seed, accounts, documents)).Run(atMost);
    }

    /// <summary>What happened.</summary>
    public Chronicle Told { get; }

    /// <summary>The names of the accounts.</summary>
    public IEnumerable<string> Accounts => Played.Select(played => played.Account.Name);

    /// <summary>The most rows that could have come until the last one came.</summary>
    public double Most => Played.Sum(MostOf);

    /// <summary>The share of it that came.</summary>
    public double Share => Rows / Most;

    internal IReadOnlyList<PlayedAccount> Played { get; }

    private int Rows => Told.RowsByDay.Sum();

    /// <summary>How it went in one line.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Accounts)}: {Rows} rows of {Told.Requests} requests in {Told.LastRowAt.TotalHours:0.0} h, "
        + $"{Share:0.000} of {Most:0}; {Told.Refusals.Values.Sum()} refused by a limit, {Told.OverDay} on a spent day";

    /// <summary>What an account brought, and each of its models.</summary>
    public string Describe(string account)
    {
        var models = Told.ByModel.Where(one => one.Key.StartsWith($"{account} ", StringComparison.Ordinal)).ToList();
        var most = MostOf(Played.Single(one => one.Account.Name == account));
        var rows = models.Sum(one => one.Value.Rows);
        var each = models.Select(one => $"{one.Key}: {one.Value.Rows} of {one.Value.Requests}");
        return $"{account}: {rows} rows of {models.Sum(one => one.Value.Requests)} requests, "
            + $"{rows / most:0.000} of {most:0} ({string.Join("; ", each)})";
    }

    internal static Scenario ScenarioOf(int seed, IReadOnlyList<PlayedAccount> accounts, int documents) => new(seed)
    {
        Accounts = accounts,
        Start = Start,
        Documents = documents,
        Batches = 1,
        Workers = 2,
        TokensOfDocument = Read,
        TokensOfAnswer = Written,
        Overhead = Overhead,
        Upstream = Faults,
        BetweenOutages = Never,
        BetweenCrashes = null,
    };

    private double MostOf(PlayedAccount account) => (1 - Faults) * Limits.Of(account, Start, Told.LastRowAt);
}
