namespace BulkExtractor.Simulator.Pools;

/// <summary>Fills in <c>${NAME}</c> from the environment.</summary>
internal static class Variables
{
    /// <summary>Tells the first variable that is not set, or empty; null where each was filled in.</summary>
    public static string? Fill(string text, out string filled)
    {
        filled = text;
        while (filled.IndexOf("${", StringComparison.Ordinal) is >= 0 and var start
            && filled.IndexOf('}', start) is >= 0 and var end)
        {
            var name = filled[(start + 2)..end];
            var value = Environment.GetEnvironmentVariable(name);
            if (string.IsNullOrEmpty(value)) return name;
            filled = filled[..start] + value + filled[(end + 1)..];
        }

        return null;
    }
}
