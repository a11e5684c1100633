using System.Globalization;

namespace BulkExtractor.Tests;

/// <summary>What random tests begin with: <c>BULK_TEST_SEED</c> repeats what failed.</summary>
internal static class TestSeed
{
    /// <summary>The seed that was given; null where none was.</summary>
    public static int? Given { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BULK_TEST_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;
}
