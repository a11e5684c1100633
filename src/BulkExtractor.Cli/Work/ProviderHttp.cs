using BulkExtractor.Calls;
using BulkExtractor.Calls.Records;

namespace BulkExtractor.Cli.Work;

/// <summary>How the program reaches providers: with <c>BULK_RECORD</c>, every exchange is written down.</summary>
internal static class ProviderHttp
{
    private static bool _told;

    /// <summary>A client for models and their lists.</summary>
    /// <exception cref="InputException">The folder of the record cannot be used.</exception>
    public static HttpClient Create(Terminal terminal) => ModelClient.CreateHttpClient(OpenRecord(terminal));

    private static ExchangeFolder? OpenRecord(Terminal terminal)
    {
        var settings = Settings.Read();
        if (settings.Record is not { } folder) return null;
        var record = ExchangeFolder.Open(
            Path.GetFullPath(folder), settings.RecordTexts, Logging.CreateLogger<ExchangeFolder>(terminal));
        var texts = settings.RecordTexts ? "texts as they are" : "with stand-ins for texts and values";
        if (!_told) terminal.Progress($"BULK_RECORD: every exchange with a provider is written to {folder}, {texts}");
        _told = true;
        return record;
    }
}
