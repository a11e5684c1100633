namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>The program that the tests start: as users get it, or as it was built with the tests.</summary>
internal static class TestedProgram
{
    private const string Variable = "BULK_TEST_PROGRAM";

    /// <summary>Its <c>bulk.dll</c>: the one that a variable names, which <c>./bulk test</c> sets.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(AppContext.BaseDirectory, "bulk.dll");
}
