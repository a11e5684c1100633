namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A pool of four models in two accounts whose keys differ; the simulator plays the same file.</summary>
internal static class PoolText
{
    public const string AddressVariable = "SIMULATOR";
    public const string FirstModel = "alpha/one:free";

    /// <summary>One model without any limit.</summary>
    public const string OneModel = $$"""
        accounts:
          north: { address: "${{{AddressVariable}}}", key: key-north }
        models:
          - { id: "{{FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    /// <param name="account">The requests that an account's models share in 2 s.</param>
    /// <param name="model">The requests of one model in 2 s.</param>
    public static string FourModels(int account, int model) => $$"""
        accounts:
          north: { {{Account("key-north", account)}} }
          south: { {{Account("key-south", account)}} }
        models:
          - { id: "{{FirstModel}}", account: north, {{Model(model)}} }
          - { id: "alpha/two:free", account: north, {{Model(model)}} }
          - { id: "beta/one:free", account: south, {{Model(model)}} }
          - { id: "beta/two:free", account: south, {{Model(model)}} }
        """;

    private static string Account(string key, int requests) =>
        $$"""
        address: "${{{AddressVariable}}}", key: {{key}}, cooldown: 1s,
              limits: { free: [{ requests: {{requests}}, per: 2s }] }
        """;

    private static string Model(int requests) =>
        $$"""tier: free, context: 65536, max_output: 8192, limits: [{ requests: {{requests}}, per: 2s }]""";
}
