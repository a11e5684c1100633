using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Writes what <c>GET key</c> tells of an account.</summary>
internal static class KeyWriter
{
    public static ReadOnlyMemory<byte> Write(
        SimulatedAccount account, (int Used, int Limit)? day) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("label", account.Name);
        json.WriteNull("limit");
        json.WriteNull("limit_remaining");
        json.WriteNumber("usage", 0);
        json.WriteBoolean("is_free_tier", true);
        json.WriteStartObject("rate_limit");
        json.WriteNumber("requests", -1);
        json.WriteString("interval", "10s");
        json.WriteEndObject();
        if (day is var (used, limit))
        {
            json.WriteStartObject("free_model_daily_requests");
            json.WriteNumber("used", used);
            json.WriteNumber("limit", limit);
            json.WriteNumber("remaining", Math.Max(0, limit - used));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });
}
