namespace BulkExtractor.Models;

/// <summary>The accounts and models of one pool file, without what could not be used.</summary>
/// <param name="Source">The file's text as written: keys stand in it by the names of their variables only.</param>
/// <param name="Notices">What was left out and why, one line each.</param>
public sealed record Pool(
    IReadOnlyList<Account> Accounts, IReadOnlyList<Model> Models, string Source, IReadOnlyList<string> Notices)
{
    /// <summary>Whether its accounts are the simulator's.</summary>
    public bool Simulated => Accounts.Any(account => account.Simulated);

    /// <summary>All accounts of the file, those that are left out among them.</summary>
    public IReadOnlyList<Provider> Providers { get; init; } = [];

    /// <summary>The models of the file that are gone; they come back when their provider lists them.</summary>
    public IReadOnlyList<RetiredModel> Retired { get; init; } = [];
}

/// <summary>A model that cannot be asked any more, and why.</summary>
public sealed record RetiredModel(Model Model, string Reason);
