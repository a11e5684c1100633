using System.Globalization;
using BulkExtractor.Basics;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Calls.Records;

/// <summary>Where exchanges are written, a file each, for their owner alone.</summary>
public sealed partial class ExchangeFolder
{
    private const int MostFiles = 100_000;

    private readonly string _folder;
    private readonly ILogger<ExchangeFolder> _logger;
    private int _written;
    private int _told;

    private ExchangeFolder(string folder, bool keepTexts, ILogger<ExchangeFolder> logger) =>
        (_folder, KeepsTexts, _logger) = (folder, keepTexts, logger);

    /// <summary>Whether texts and values are written as they are, and not as stand-ins.</summary>
    public bool KeepsTexts { get; }

    /// <summary>Opens a folder, or makes it.</summary>
    /// <exception cref="InputException">It cannot be had, or others share it.</exception>
    public static ExchangeFolder Open(string folder, bool keepTexts, ILogger<ExchangeFolder> logger)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else OpenForOwner(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"BULK_RECORD: {folder} cannot be used: {problem.Message}", problem);
        }

        return new ExchangeFolder(folder, keepTexts, logger);
    }

    /// <summary>Writes an exchange; what cannot be written is told once, and harms no request.</summary>
    public void Write(Exchange exchange)
    {
        var number = Interlocked.Increment(ref _written);
        if (number > MostFiles)
        {
            TellOnce($"{MostFiles:N0} exchanges are enough");
            return;
        }

        var at = exchange.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff", CultureInfo.InvariantCulture);
        var path = Path.Combine(_folder, $"{at}-{Environment.ProcessId}-{number:000000}.json");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            using var file = new StreamWriter(OwnerOnly.Open(path, options));
            file.Write(exchange.Write());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TellOnce(problem.Message);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void OpenForOwner(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerOnly.FolderMode);
            return;
        }

        var mode = File.GetUnixFileMode(folder);
        if (mode.HasFlag(UnixFileMode.OtherWrite))
            throw new InputException($"BULK_RECORD: {folder} is shared with others: name a folder of its own");
        if (mode != OwnerOnly.FolderMode) File.SetUnixFileMode(folder, OwnerOnly.FolderMode);
    }

    private void TellOnce(string reason)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0) LogStopped(_logger, _folder, reason);
    }

    [LoggerMessage(LogLevel.Warning, "BULK_RECORD: not all is recorded in {Folder}: {Reason}")]
    private static partial void LogStopped(ILogger logger, string folder, string reason);
}
