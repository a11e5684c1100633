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
        var (accounts, providers) = Accounts(pool.Required("accounts"), notices);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var named = pool["models"] is { } list ? Models(list, accounts, providers) : [];
        var models = named.Where(model => accounts[model.Account.Name] is not null).ToLookup(m => m.Retires < today);
        return new Pool([.. accounts.Values.OfType<Account>()], [.. models[false]], text, notices)
        {
            Providers =
            [
                .. providers.Values.Select(provider => provider with
                {
                    Models = [.. named.Where(model => model.Account.Name == provider.Name && !(model.Retires < today))],
                }),
            ],
            Retired = [.. models[true].Select(m => new RetiredModel(m, $"it retired on {m.Retires:O}"))],
        };
    }

    private (Dictionary<string, Account?> Accounts, Dictionary<string, Provider> Providers) Accounts(
        YamlValue mapping, List<string> notices)
    {
        var (accounts, unset) = (new Dictionary<string, Account?>(), new List<string>());
        var providers = new Dictionary<string, Provider>();
        foreach (var (name, value) in mapping.Entries())
        {
            var section = new AccountSection(name, value);
            var provider = section.Describe(variable);
            var missing = provider.Missing;
            providers.Add(name, provider);
            accounts.Add(name, missing.Count == 0 ? section.Read(variable) with { Simulated = Simulated } : null);
            if (missing.Count > 0) unset.Add($"{string.Join(" and ", missing)} ({name})");
        }

        if (unset.Count > 0) notices.Add($"not set: {string.Join(", ", unset)}");
        return (accounts, providers);
    }

    private static List<Model> Models(
        YamlValue list, Dictionary<string, Account?> accounts, Dictionary<string, Provider> providers)
    {
        var (models, seen) = (new List<Model>(), new HashSet<(string, string)>());
        foreach (var section in list.Items().Select(item => new ModelSection(item)))
        {
            var (id, account) = section.Name(accounts.Keys);
            if (!seen.Add((id, account))) throw section.Fault($"the model {id} of {account} is there twice");

            models.Add(section.Read(id, accounts[account] ?? providers[account].Account));
        }

        return models;
    }
}
