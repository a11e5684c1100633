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
        var accounts = Accounts(pool.Required("accounts"));
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var models = (pool["models"] is { } list ? Models(list, accounts) : []).ToLookup(m => m.Retires < today);
        var leftOut = accounts.Values.Where(known => known.Missing.Count > 0)
            .Select(known => new LeftOutAccount(known.Account, known.Missing, [.. models[false].Where(known.Has)]))
            .ToList();
        var usable = models[false].Where(model => !leftOut.Exists(known => known.Account == model.Account));
        var retired = models[true].Where(model => !leftOut.Exists(known => known.Account == model.Account));
        var used = accounts.Values.Where(known => known.Missing.Count == 0).Select(known => known.Account);
        return new Pool([.. used], [.. usable], text, Notices(leftOut))
        {
            LeftOut = leftOut,
            Retired = [.. retired.Select(m => new RetiredModel(m, $"it retired on {m.Retires:O}"))],
        };
    }

    private Dictionary<string, KnownAccount> Accounts(YamlValue mapping)
    {
        var accounts = new Dictionary<string, KnownAccount>();
        foreach (var (name, value) in mapping.Entries())
        {
            var section = new AccountSection(name, value);
            var missing = section.FindMissing(variable);
            var account = missing.Count == 0 ? section.Read(variable) : section.Unset;
            accounts.Add(name, new KnownAccount(account with { Simulated = Simulated }, missing));
        }

        return accounts;
    }

    private static List<Model> Models(YamlValue list, Dictionary<string, KnownAccount> accounts)
    {
        var (models, seen) = (new List<Model>(), new HashSet<(string, string)>());
        foreach (var section in list.Items().Select(item => new ModelSection(item)))
        {
            var (id, account) = section.Name(accounts.Keys);
            if (!seen.Add((id, account))) throw section.Fault($"the model {id} of {account} is there twice");
            models.Add(section.Read(id, accounts[account].Account));
        }

        return models;
    }

    private static List<string> Notices(List<LeftOutAccount> leftOut)
    {
        var unset = leftOut.Select(one => $"{string.Join(" and ", one.Missing)} ({one.Account.Name})");
        return leftOut.Count == 0 ? [] : [$"not set: {string.Join(", ", unset)}"];
    }

    private sealed record KnownAccount(Account Account, IReadOnlyList<string> Missing)
    {
        public bool Has(Model model) => model.Account == Account;
    }
}
