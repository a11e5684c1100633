namespace BulkExtractor.Cli.Work;

/// <param name="Warns">Whether it should be mended, though all works like this.</param>
internal sealed record HealthCheck(string What, bool Right, string Finding, bool Warns = false)
{
    /// <summary>Whether it is neither right nor wrong: left out, as its user may have wished.</summary>
    public bool LeftOut { get; init; }

    public static HealthCheck Warning(string finding) => new("dashboard", true, finding, Warns: true);

    public string Line() => $"{(Warns ? "warns" : LeftOut ? "unset" : Right ? "right" : "WRONG")}  {What}: {Finding}";

    public JsonNode Shape() => new JsonObject
    {
        ["what"] = What,
        ["right"] = Right,
        ["warns"] = Warns,
        ["finding"] = Finding,
    };
}
