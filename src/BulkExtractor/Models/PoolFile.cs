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
        var providers = Providers(pool.Required("accounts"));
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var models = (pool["models"] is { } list ? Models(list, providers) : []).ToLookup(m => m.Retires < today);
        var described = providers.Values
            .Select(one => one with { Models = [.. models[false].Where(model => model.Account == one.Account)] })
            .ToList();
        var used = described.Where(one => one.IsReady).Select(one => one.Account).ToList();
        return new Pool(used, [.. models[false].Where(model => used.Contains(model.Account))], text, Notices(described))
        {
            Providers = described,
            Retired =
            [
                .. models[true].Where(model => used.Contains(model.Account))
                    .Select(model => new RetiredModel(model, $"it retired on {model.Retires:O}")),
            ],
        };
    }

    private Dictionary<string, Provider> Providers(YamlValue mapping)
    {
        var providers = new Dictionary<string, Provider>();
        foreach (var (name, value) in mapping.Entries())
        {
            var section = new AccountSection(name, value);
            var provider = section.Describe(variable);
            var account = provider.IsReady ? section.Read(variable) : provider.Account;
            providers.Add(name, provider with { Account = account with { Simulated = Simulated } });
        }

        return providers;
    }

    private static List<Model> Models(YamlValue list, Dictionary<string, Provider> accounts)
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

    private static List<string> Notices(IEnumerable<Provider> providers)
    {
        var unset = providers.Where(one => !one.IsReady)
            .Select(one => $"{string.Join(" and ", one.Missing)} ({one.Name})")
            .ToList();
        return unset.Count == 0 ? [] : [$"not set: {string.Join(", ", unset)}"];
    }
}
