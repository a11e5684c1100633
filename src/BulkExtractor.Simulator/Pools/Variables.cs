namespace BulkExtractor.Simulator.Pools;

/// <summary>Fills in <c>${NAME}</c> from the environment.</summary>
internal static class Variables
{
    /// <summary>False if a variable is not set, or empty.</summary>
    public static bool TryFill(string text, out string filled)
    {
        filled = text;
        while (filled.IndexOf("${", StringComparison.Ordinal) is >= 0 and var start
            && filled.IndexOf('}', start) is >= 0 and var end)
        {
            var value = Environment.GetEnvironmentVariable(filled[(start + 2)..end]);
            if (string.IsNullOrEmpty(value)) return false;
            filled = filled[..start] + value + filled[(end + 1)..];
        }

        return true;
    }
}
