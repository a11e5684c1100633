namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A pool of four simulated models in two accounts, whose keys differ; the simulator plays the same file.</summary>
internal static class PoolText
{
    public const string AddressVariable = "SIMULATOR";
    public const string FirstModel = "alpha/one:free";

    /// <param name="account">The requests that an account's models share in 2 s.</param>
    /// <param name="model">The requests of one model in 2 s.</param>
    public static string FourModels(int account, int model) => $$"""
        accounts:
          north: { address: "${SIMULATOR}", key: key-north, limits: { free: [{ requests: {{account}}, per: 2s }] }, cooldown: 1s, timeout: 20s }
          south: { address: "${SIMULATOR}", key: key-south, limits: { free: [{ requests: {{account}}, per: 2s }] }, cooldown: 1s, timeout: 20s }
        models:
          - { id: "alpha/one:free", account: north, tier: free, context: 65536, max_output: 8192, limits: [{ requests: {{model}}, per: 2s }] }
          - { id: "alpha/two:free", account: north, tier: free, context: 65536, max_output: 8192, limits: [{ requests: {{model}}, per: 2s }] }
          - { id: "beta/one:free", account: south, tier: free, context: 65536, max_output: 8192, limits: [{ requests: {{model}}, per: 2s }] }
          - { id: "beta/two:free", account: south, tier: free, context: 65536, max_output: 8192, limits: [{ requests: {{model}}, per: 2s }] }
        """;
}
