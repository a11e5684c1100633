using System.Net.Sockets;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace BulkExtractor.Postgres;

/// <summary>What errors of PostgreSQL mean: some pass by themselves, some are mistakes of set-up.</summary>
internal static class DatabaseErrors
{
    // What a session is ended by, or refused for a while: restarts, and resources that are used up.
    private static readonly string[] Passing = ["57P", "53", "08", QueryCanceled, IoError];

    private static readonly string[] OfSetUp =
        [InvalidPassword, InvalidAuthorizationSpecification, InvalidCatalogName, InsufficientPrivilege];

    /// <summary>Whether the same may succeed later, without anybody's doing.</summary>
    public static bool Passes(Exception error) =>
        error is not (OperationCanceledException or DatabaseUnusableException)
        && CausesOf(error).Any(cause => cause switch
        {
            PostgresException told => told.IsTransient
                || Passing.Any(code => told.SqlState.StartsWith(code, StringComparison.Ordinal)),
            NpgsqlException other => other.IsTransient,
            // What looks names up gives up with an exception of its own.
            _ => cause is TimeoutException or SocketException,
        });

    /// <summary>Whether a connection that was refused for this may be had later.</summary>
    /// <remarks>A server that cannot even write its own files says that it does not know what is wrong.</remarks>
    public static bool PassesAtOpening(Exception error) =>
        Passes(error) || CausesOf(error).Any(cause => cause is PostgresException { SqlState: InternalError });

    /// <summary>The mistake of set-up behind an error; null where it is something else.</summary>
    public static PostgresException? FindSetUp(Exception error) =>
        CausesOf(error).OfType<PostgresException>().FirstOrDefault(told => OfSetUp.Contains(told.SqlState));

    /// <summary>An error in one line.</summary>
    public static string ReasonOf(Exception error)
    {
        var cause = CausesOf(error).LastOrDefault(cause => cause is PostgresException or SocketException) ?? error;
        var reason = cause is PostgresException told ? told.MessageText : cause.Message;
        return reason.Split('\n')[0].TrimEnd('\r', ' ', '.');
    }

    // Others wrap what goes wrong.
    private static IEnumerable<Exception> CausesOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
