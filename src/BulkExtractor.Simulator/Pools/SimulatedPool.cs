namespace BulkExtractor.Simulator.Pools;

internal sealed record SimulatedPool(
    IReadOnlyList<SimulatedAccount> Accounts, IReadOnlyList<SimulatedModel> Models)
{
    /// <summary>What was left out and why, one line each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The accounts that a key opens: those with that key, else those that ask for none.</summary>
    public IReadOnlyList<SimulatedAccount> Opened(string? key)
    {
        var named = key is null ? [] : Accounts.Where(account => account.Key == key).ToList();
        return named.Count > 0 ? named : Accounts.Where(account => account.Key is null).ToList();
    }

    public SimulatedModel? Find(IReadOnlyList<SimulatedAccount> opened, string id)
    {
        foreach (var model in Models)
        {
            if (model.Id == id && opened.Contains(model.Account)) return model;
        }

        return null;
    }
}
