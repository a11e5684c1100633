using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>Reads the pool: accounts and models; what cannot be used is left out, and said so.</summary>
/// <param name="variable">The value of an environment variable; null or empty if it is not set.</param>
public sealed class PoolFile(Func<string, string?> variable, TimeProvider clock)
{
    /// <summary>Whether the accounts are the simulator's.</summary>
    public bool Simulated { get; init; }

    /// <summary>The pool in a file.</summary>
    public Pool Read(string path) => Parse(path, InputFile.Read(path));

    /// <summary>The pool in a text, such as the one that a batch was submitted with.</summary>
    /// <param name="name">What errors call the text.</param>
    public Pool Parse(string name, string text)
    {
        var pool = YamlValue.Load(name, text).Properties("accounts", "models");
        var notices = new List<string>();
        var accounts = Accounts(pool.Required("accounts"), notices);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var models = (pool["models"] is { } list ? Models(list, accounts) : []).ToLookup(m => m.Retires < today);
        return new Pool([.. accounts.Values.OfType<Account>()], [.. models[false]], text, notices)
        {
            Retired = [.. models[true].Select(m => new RetiredModel(m, $"it retired on {m.Retires:O}"))],
        };
    }

    private Dictionary<string, Account?> Accounts(YamlValue mapping, List<string> notices)
    {
        var (accounts, unset) = (new Dictionary<string, Account?>(), new List<string>());
        foreach (var (name, value) in mapping.Entries())
        {
            var section = new AccountSection(name, value);
            var missing = section.FindMissing(variable);
            accounts.Add(name, missing.Count == 0 ? section.Read(variable) with { Simulated = Simulated } : null);
            if (missing.Count > 0) unset.Add($"{string.Join(" and ", missing)} ({name})");
        }

        if (unset.Count > 0) notices.Add($"not set: {string.Join(", ", unset)}");
        return accounts;
    }

    private static List<Model> Models(YamlValue list, Dictionary<string, Account?> accounts)
    {
        var (models, seen) = (new List<Model>(), new HashSet<(string, string)>());
        foreach (var section in list.Items().Select(item => new ModelSection(item)))
        {
            var (id, account) = section.Name(accounts.Keys);
            if (!seen.Add((id, account))) throw section.Fault($"the model {id} of {account} is there twice");

            var model = section.Read(id, accounts[account] ?? AccountSection.LeftOut);
            if (accounts[account] is not null) models.Add(model);
        }

        return models;
    }
}
