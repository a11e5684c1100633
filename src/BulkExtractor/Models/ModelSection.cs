using System.Collections.Frozen;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>A model in a pool file.</summary>
internal sealed class ModelSection(YamlValue section)
{
    private static readonly Dictionary<string, bool> Inputs = new() { ["text"] = false, ["image"] = true };

    private static readonly Dictionary<string, string> Abilities =
        ((string[])["multilingual", "long", "reasoning", "light", "fast", "vision", "structured"])
        .ToDictionary(name => name);

    private readonly YamlProperties _model = section.Properties(
        "id", "account", "tier", "context", "max_output", "inputs", "good_for", "limits", "retires", "price",
        "extra", "parallel", "unit_price");

    /// <summary>The model's id and the name of its account.</summary>
    public (string Id, string Account) Name(IReadOnlyCollection<string> accounts)
    {
        var account = _model.Required("account");
        return accounts.Contains(account.Text())
            ? (_model.Required("id").Text(), account.Text())
            : throw account.Fault(
                $"there is no account '{account.Text()}'; {NearestName.Suggest(account.Text(), accounts)}");
    }

    /// <summary>The model.</summary>
    public Model Read(string id, Account account)
    {
        var context = _model.Required("context").Whole(256, 100_000_000);
        var model = new Model(id, account, TierNames.Read(_model.Required("tier")), context)
        {
            MaxOutput = _model["max_output"]?.Whole(1, context) ?? Math.Min(4_096, context),
            ReadsImages = Choices("inputs", "an input", Inputs).Contains(true),
            GoodFor = Choices("good_for", "an ability", Abilities),
            Limits = _model["limits"] is { } limits ? LimitSection.Read(limits) : account.Each,
            Parallel = _model["parallel"]?.Whole(1, 1_000),
            UnitPrice = _model["unit_price"] is { } units ? LimitSection.ReadPrice(units) : null,
            Retires = _model["retires"]?.Day(),
            Extra = _model["extra"] is { } extra ? ExtraSection.Read(extra) : FrozenDictionary<string, JsonNode?>.Empty,
            Price = _model["price"] is { } price ? Price(price) : null,
        };
        return model.Tier != Tier.Paid || model.Price is not null
            ? model
            : throw section.Fault($"'price' is missing: without it no budget can bound {id}");
    }

    /// <summary>An error at this model.</summary>
    public InputException Fault(string problem) => section.Fault(problem);

    private List<T> Choices<T>(string name, string kind, Dictionary<string, T> allowed) =>
        [.. _model[name]?.Items().Select(item => item.Choice(kind, allowed)) ?? []];

    private static Price Price(YamlValue section)
    {
        var price = section.Properties("input", "output");
        return new Price(price.Required("input").Amount(), price.Required("output").Amount());
    }
}
