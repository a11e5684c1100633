using BulkExtractor.Models;
using BulkExtractor.Simulator.Profiles;

namespace BulkExtractor.VirtualWorld;

/// <summary>The accounts of the shipped pool, played by the simulator's profiles of their providers.</summary>
internal static class FreeProviders
{
    private const int Capacity = 25;

    // Where the profile is called otherwise than the account.
    private static readonly Dictionary<string, string> Profiles = new()
    {
        ["google"] = "gemini",
        ["zai"] = "zhipu",
        ["ovhcloud"] = "ovh",
    };

    // One request at a time, half a minute for ten documents and a minute for twenty-five.
    private static readonly Nature Slow = new(Capacity, Latency: 10) { PerDocument = 2 };
    private static readonly Nature Usual = new(Capacity, Latency: 3) { PerDocument = 0.4 };

    /// <summary>Some of the accounts, with those of their models that the profiles know.</summary>
    public static IReadOnlyList<PlayedAccount> Play(params string[] names)
    {
        var pool = ReadPool();
        return [.. names.Select(name => Play(pool, pool.Accounts.Single(account => account.Name == name)))];
    }

    /// <summary>One account with some of its models.</summary>
    public static PlayedAccount Play(string name, Func<Model, bool> some)
    {
        var all = Play(name)[0];
        return all with { Models = [.. all.Models.Where(one => some(one.Model))] };
    }

    private static PlayedAccount Play(Pool pool, Account account)
    {
        var profile = ProfileList.Find(Profiles.GetValueOrDefault(account.Name, account.Name));
        var listed = account.Discovers ? profile.Models.Select(one => Listed(one, account)) : [];
        var models = pool.Models.Where(model => model.Account == account).Concat(listed);
        return new PlayedAccount(account, profile,
        [
            .. from model in models
               let played = profile.Find(model.Id)
               where played is not null
               select new PlayedModel(model, played, profile.Parallel == 1 ? Slow : Usual),
        ]);
    }

    private static Model Listed(ProfileModel listed, Account account) =>
        new(listed.Id, account, Tier.Free, listed.Context) { MaxOutput = listed.MaxOutput, Listed = true };

    private static Pool ReadPool()
    {
        using var stream = typeof(FreeProviders).Assembly.GetManifestResourceStream("models.yaml")!;
        using var reader = new StreamReader(stream);
        var file = new PoolFile(name => name.EndsWith("_ADDRESS", StringComparison.Ordinal) ? null : "yes",
            TimeProvider.System);
        return file.Parse("models.yaml", reader.ReadToEnd());
    }
}
