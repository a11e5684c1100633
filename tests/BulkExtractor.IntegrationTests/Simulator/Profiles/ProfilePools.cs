using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Simulator.Profiles;

/// <summary>Pool files that point at a profile, with its limits at a time that goes 60 times faster.</summary>
internal static class ProfilePools
{
    public const double Scale = 60;

    private static readonly Dictionary<string, (string Account, string Models)> Texts = new()
    {
        ["gemini"] = ("each: [{ requests: 15, per: 1s }, { tokens: 250000, per: 1s }]", Free(
            "gemini-3.5-flash-lite", "gemini-3.1-flash-lite")),
        ["groq"] = (
            "extra: { reasoning_effort: low }, each: [{ requests: 30, per: 1s }, { tokens: 8000, per: 1s }]",
            Free("openai/gpt-oss-120b", "openai/gpt-oss-20b")),
        ["cloudflare"] = ("limits: { free: [{ requests: 300, per: 1s }] }", Free("@cf/openai/gpt-oss-20b")),
        ["nvidia"] = ("limits: { free: [{ requests: 36, per: 1s }] }", Free(
            "nvidia/nemotron-3-super-120b-a12b", "openai/gpt-oss-20b")),
        ["mistral"] = ("each: [{ requests: 20, per: 1s }]", Free("mistral-small-2603", "ministral-8b-2512")),
        ["zhipu"] = ("parallel: 1, extra: { thinking: { type: disabled } }", Free("glm-4.7-flash")),
        ["cohere"] = ("limits: { free: [{ requests: 20, per: 1s }] }", Free("command-a-03-2025")),
        ["llm7"] = ("parallel: 1, limits: { free: [{ requests: 20, per: 1s }] }", Free("gpt-oss:20b")),
        ["ovh"] = ("each: [{ requests: 2, per: 1s }]", Free("gpt-oss-120b", "gpt-oss-20b", "Qwen2.5-VL-72B-Instruct")),
        ["openrouter"] = ("limits: { free: [{ requests: 20, per: 1s }, { requests: 50, per: day }] }", Free(
            "google/gemma-4-31b-it:free", "qwen/qwen3.8-27b:free")),
        ["ollama"] = ("parallel: 1", Local("qwen3:4b", 4_096)),
        ["lmstudio"] = ("parallel: 1", Local("qwen3-4b-instruct", 8_192)),
        ["llamacpp"] = ("parallel: 2", Local("gemma-4-e4b-it-Q4_K_M.gguf", 8_192)),
        ["vllm"] = ("parallel: 4", Local("Qwen/Qwen3-8B", 16_384)),
        ["localai"] = ("parallel: 1", Local("your-model", 4_096)),
    };

    public static IEnumerable<string> Names => Texts.Keys;

    public static Pool Read(string profile, Uri address, string key = "key", string? account = null)
    {
        var (usual, models) = Texts[profile];
        var text = $$"""
            accounts:
              {{profile}}: { address: "{{address}}", key: {{key}}, cooldown: 1s, {{account ?? usual}} }
            models:
            {{models.Replace("ACCOUNT", profile, StringComparison.Ordinal)}}
            """;
        return new PoolFile(_ => null, TimeProvider.System).Parse("pool.yaml", text);
    }

    private static string Free(params string[] ids) => string.Join('\n', ids.Select(id =>
        $$"""
          - { id: "{{id}}", account: ACCOUNT, tier: free, context: 32000, max_output: 4000, good_for: [structured] }
        """));

    private static string Local(string id, int context) =>
        $$"""  - { id: "{{id}}", account: ACCOUNT, tier: local, context: {{context}}, max_output: 1000 }""";
}
