using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BulkExtractor.Simulator.Pools;

/// <summary>Reads a pool file as far as a server needs it; what only clients need is passed over.</summary>
internal static class SimulatedPoolFile
{
    /// <summary>What <c>auto</c> stands for: the requests a day of an account without credit.</summary>
    private const int AutoRequests = 50;

    public static SimulatedPool Parse(string text, string name, double scale)
    {
        try
        {
            var file = Yaml().Deserialize<PoolYaml?>(text) ?? new PoolYaml();
            return Read(file, scale);
        }
        catch (YamlException error)
        {
            var reason = error.InnerException?.Message ?? error.Message;
            throw new InvalidDataException($"{name}, line {error.Start.Line}: {reason}");
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}");
        }
    }

    private static IDeserializer Yaml() => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    private static SimulatedPool Read(PoolYaml file, double scale)
    {
        var missing = file.Accounts.ToDictionary(entry => entry.Key, entry => MissingOf(entry.Value));
        var accounts = file.Accounts
            .Where(entry => missing[entry.Key] is null)
            .ToDictionary(entry => entry.Key, entry => AccountOf(entry.Key, entry.Value, scale));
        if (file.Models.Find(model => !file.Accounts.ContainsKey(model.Account)) is { } lost)
            throw new FormatException($"model '{lost.Id}' names the unknown account '{lost.Account}'.");

        // A model of an account that is left out is left out with it.
        var models = file.Models
            .Where(model => accounts.ContainsKey(model.Account))
            .Select(model => ModelOf(model, accounts[model.Account], scale) with
            {
                Limits = LimitsOf(
                    model.Limits.Count > 0 ? model.Limits : file.Accounts[model.Account]?.Each ?? [], scale),
            });
        return new SimulatedPool([.. accounts.Values], [.. models])
        {
            Notices =
            [
                .. missing.Where(entry => entry.Value is not null)
                    .Select(entry => $"account {entry.Key} is left out: {entry.Value} is not set"),
            ],
        };
    }

    private static string? MissingOf(AccountYaml? account) =>
        account?.Address is { } address ? Variables.Fill(address, out _) : null;

    private static SimulatedAccount AccountOf(string name, AccountYaml? account, double scale) => new(name)
    {
        Key = account?.Key is { } key && Variables.Fill(key, out var filled) is null ? filled : null,
        Limits = (account?.Limits ?? []).ToDictionary(tier => tier.Key, tier => LimitsOf(tier.Value, scale)),
    };

    private static SimulatedModel ModelOf(ModelYaml model, SimulatedAccount account, double scale) => new(
        model.Id, account)
    {
        Tier = model.Tier,
        Context = model.Context,
        MaxOutput = model.MaxOutput,
        ReadsImages = model.Inputs.Contains("image"),
        Retires = model.Retires is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : null,
        InputPrice = model.Price?.Input ?? 0,
        OutputPrice = model.Price?.Output ?? 0,
    };

    private static IReadOnlyList<RequestLimit> LimitsOf(List<LimitYaml> limits, double scale) =>
        [.. limits.Where(limit => limit.Requests is not null).Select(limit => LimitOf(limit, scale))];

    private static RequestLimit LimitOf(LimitYaml limit, double scale)
    {
        TimeSpan? window = limit.Per == "day" ? null : WindowLength.Parse(limit.Per) / scale;
        if (limit.Requests == "auto") return new RequestLimit(AutoRequests, window);
        if (int.TryParse(limit.Requests, CultureInfo.InvariantCulture, out var requests) && requests >= 0)
            return new RequestLimit(requests, window);

        throw new FormatException($"requests: '{limit.Requests}' is no count and not 'auto'.");
    }
}
