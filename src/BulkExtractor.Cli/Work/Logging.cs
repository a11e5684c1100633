using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>Logs go to stderr, warnings and worse, so that stdout stays the results'.</summary>
internal static class Logging
{
    // A host tells of its start and end, and of failures that end the program with a line of their own.
    private const string Hosting = "Microsoft.Extensions.Hosting";

    public static IServiceCollection AddTerminalLogs(this IServiceCollection services, Terminal terminal) =>
        services.AddLogging(builder => AddTo(builder, terminal));

    /// <summary>A logger for what comes before there are services.</summary>
    public static ILogger<T> CreateLogger<T>(Terminal terminal) =>
        LoggerFactory.Create(builder => AddTo(builder, terminal)).CreateLogger<T>();

    private static void AddTo(ILoggingBuilder builder, Terminal terminal)
    {
        builder.SetMinimumLevel(OtlpExport.IsWanted ? LogLevel.Information : LogLevel.Warning);
        builder.AddFilter(Hosting, LogLevel.None);
        builder.AddProvider(new TerminalLogs(terminal));
        if (OtlpExport.IsWanted) OtlpExport.AddTo(builder);
    }

    private sealed class TerminalLogs(Terminal terminal) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new TerminalLog(terminal);

        public void Dispose()
        {
        }
    }

    private sealed class TerminalLog(Terminal terminal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) terminal.Warn(FirstLine(formatter(state, exception)));
        }

        // A stack trace tells the user nothing; whoever needs it sees the exception that ends the program.
        private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();
    }
}
