namespace BulkExtractor.Cli.Work;

internal sealed record HealthCheck(string What, bool Right, string Finding)
{
    public string Line() => $"{(Right ? "right" : "WRONG")}  {What}: {Finding}";

    public JsonNode Shape() => new JsonObject { ["what"] = What, ["right"] = Right, ["finding"] = Finding };
}
