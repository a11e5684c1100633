namespace BulkExtractor.Simulator.Pools;

internal sealed class PoolYaml
{
    public Dictionary<string, AccountYaml?> Accounts { get; set; } = [];

    public List<ModelYaml> Models { get; set; } = [];
}

internal sealed class AccountYaml
{
    public string? Address { get; set; }

    public string? Key { get; set; }

    public Dictionary<string, List<LimitYaml>> Limits { get; set; } = [];

    public List<LimitYaml> Each { get; set; } = [];
}

internal sealed class ModelYaml
{
    public string Id { get; set; } = "";

    public string Account { get; set; } = "";

    public string Tier { get; set; } = SimulatedModel.FreeTier;

    public int Context { get; set; } = 131_072;

    public int MaxOutput { get; set; } = 8_192;

    public List<string> Inputs { get; set; } = [];

    public List<LimitYaml> Limits { get; set; } = [];

    public string? Retires { get; set; }

    public PriceYaml? Price { get; set; }
}

internal sealed class LimitYaml
{
    public string? Requests { get; set; }

    public string Per { get; set; } = "60s";
}

internal sealed class PriceYaml
{
    public decimal Input { get; set; }

    public decimal Output { get; set; }
}
