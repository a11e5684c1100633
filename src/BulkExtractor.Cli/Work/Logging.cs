using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>Logs go to stderr, so that stdout stays the results': warnings and worse, or also what is done.</summary>
internal static class Logging
{
    private const string Ours = "BulkExtractor.";

    // A host tells of its start and end, and of failures that end the program with a line of their own.
    private const string Hosting = "Microsoft.Extensions.Hosting";

    // Who came in is told, not only who was refused.
    private const string Access = "BulkExtractor.Web.Access.AccessLog";

    public static IServiceCollection AddTerminalLogs(this IServiceCollection services, Terminal terminal) =>
        services.AddLogging(builder => AddTo(builder, terminal));

    /// <summary>A logger for what comes before there are services.</summary>
    public static ILogger<T> CreateLogger<T>(Terminal terminal) =>
        LoggerFactory.Create(builder => AddTo(builder, terminal)).CreateLogger<T>();

    private static void AddTo(ILoggingBuilder builder, Terminal terminal)
    {
        builder.SetMinimumLevel(
            OtlpExport.IsWanted || terminal.IsVerbose ? LogLevel.Information : LogLevel.Warning);
        builder.AddFilter(Hosting, LogLevel.None);
        builder.AddFilter(Access, LogLevel.Information);
        builder.AddProvider(new TerminalLogs(terminal));
        if (OtlpExport.IsWanted) OtlpExport.AddTo(builder);
    }

    private sealed class TerminalLogs(Terminal terminal) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new TerminalLog(
            terminal, IsTold(categoryName) ? LogLevel.Information : LogLevel.Warning);

        private bool IsTold(string category) =>
            category == Access || (terminal.IsVerbose && category.StartsWith(Ours, StringComparison.Ordinal));

        public void Dispose()
        {
        }
    }

    private sealed class TerminalLog(Terminal terminal, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) terminal.Warn(LineOf(formatter(state, exception), exception));
        }
    }

    /// <summary>What is logged, as the one line that it is on the terminal.</summary>
    internal static string LineOf(string message, Exception? exception)
    {
        var line = FirstLine(message);
        return Plain(exception is null ? line : $"{line}: {Told(exception)}");
    }

    // A whole stack trace tells the user nothing; where of ours it happened, and what, is what is looked for.
    private static string Told(Exception exception)
    {
        var at = new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod() is { } method ? $"{method.DeclaringType?.FullName}.{method.Name}" : "")
            .Where(place => place.StartsWith(Ours, StringComparison.Ordinal))
            .Select(place => $" at {place}")
            .FirstOrDefault();
        return $"{exception.GetType().Name}: {FirstLine(exception.Message)}{at}";
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();

    // What others wrote must not look like a line of its own, or move the cursor.
    private static string Plain(string line) =>
        string.Concat(line.Select(sign => char.IsControl(sign) ? '\uFFFD' : sign));
}
