namespace BulkExtractor.Samples;

internal static class Resource
{
    public static string Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no embedded file {name}");
        return new StreamReader(stream).ReadToEnd();
    }
}
