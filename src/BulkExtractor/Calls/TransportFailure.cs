using System.Net.Sockets;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>What follows when there is no whole answer at all.</summary>
internal static class TransportFailure
{
    public static CallFailure Classify(Exception fault, Account account) =>
        fault switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                Unreachable($"the host {account.Address.Host} is not known", account),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } connect
                when SocketErrorOf(connect) is { } error =>
                Unreachable($"{account.Address.Authority} cannot be reached: {error}", account),
            OperationCanceledException { InnerException: TimeoutException } =>
                Unreachable($"{account.Address.Authority} does not answer", account),
            OperationCanceledException =>
                Passing($"no whole answer within {account.Timeout.TotalSeconds:0.#} s"),
            IOException { InnerException: null } => Passing(fault.Message),
            _ => Passing($"the connection broke: {fault.GetBaseException().Message}"),
        };

    // Nobody listens there, so this concerns every model of the account; and no connection, no byte sent.
    private static CallFailure Unreachable(string reason, Account account) =>
        new(FailureClass.AccountPaused, reason) { Delay = account.Cooldown, Unsent = true };

    private static CallFailure Passing(string reason) => new(FailureClass.TryElsewhere, reason);

    private static string? SocketErrorOf(HttpRequestException fault) =>
        fault.InnerException is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable or SocketError.HostNotFound,
        } socket
            ? socket.Message
            : null;
}
