using BulkExtractor.Basics;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace BulkExtractor.Notices;

/// <summary>Hands mail to the server that the environment names.</summary>
public sealed class Mailbox(Func<string, string?> variable)
{
    private const string ThisMachine = "localhost";

    /// <summary>Tries it once.</summary>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var settings = MailSettings.Read(variable);
        var mail = NoticeMail.Write(delivery, settings);
        try
        {
            using var server = await ConnectAsync(settings, cancellationToken);
            await server.SendAsync(mail, cancellationToken);
            await LeaveAsync(server, cancellationToken);
            return new(true, $"{settings.Host} took it");
        }
        catch (SmtpCommandException refused)
        {
            // Its words may hold anything; the number says enough.
            return new(false, $"{settings.Host} refused it: {(int)refused.StatusCode}");
        }
        catch (AuthenticationException)
        {
            return new(false, $"{settings.Host} does not know that user and password") { Unreachable = true };
        }
        catch (SslHandshakeException)
        {
            return new(false, $"{settings.Host} has no valid certificate") { Unreachable = true };
        }
        catch (Exception failed) when (failed is IOException or ProtocolException or System.Net.Sockets.SocketException)
        {
            return new(false, $"{settings.Host} cannot be reached, or broke off") { Unreachable = true };
        }
    }

    private static async Task<SmtpClient> ConnectAsync(MailSettings settings, CancellationToken cancellationToken)
    {
        // As for all other servers, revocation is not asked for: it would need a way to whoever revokes.
        var server = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await server.ConnectAsync(
                settings.Host,
                settings.Port,
                settings.IsEncrypted ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable,
                cancellationToken);
            if (settings is not { User: { } user, Password: { } password }) return server;
            if (!server.IsSecure && !IsThisMachine(settings.Host))
                throw new InputException($"{settings.Host} offers no TLS, so it is told no password: use smtps://");
            await server.AuthenticateAsync(user, password, cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    // It has the mail by then: whatever becomes of the good-bye.
    private static async Task LeaveAsync(SmtpClient server, CancellationToken cancellationToken)
    {
        try
        {
            await server.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception late) when (late is IOException or ProtocolException or CommandException
            or OperationCanceledException)
        {
        }
    }

    private static bool IsThisMachine(string host) => host == ThisMachine
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
