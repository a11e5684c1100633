using BulkExtractor.Basics;

namespace BulkExtractor.Notices;

/// <summary>The server that takes mail, by the environment.</summary>
/// <param name="IsEncrypted">Whether it speaks TLS from the first byte; else TLS begins where it offers that.</param>
public sealed record MailSettings(string Host, int Port, bool IsEncrypted, string From)
{
    private const string Server = "BULK_SMTP";
    private const string PasswordVariable = "BULK_SMTP_PASSWORD";
    private const string FromVariable = "BULK_MAIL_FROM";

    private const string Shape = $"{Server} must be smtps://user@host:465 or smtp://host:587";

    /// <summary>As whom to sign in; null does not.</summary>
    public string? User { get; private init; }

    /// <summary>With which password.</summary>
    public string? Password { get; private init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="InputException">One of them is missing or wrong.</exception>
    public static MailSettings Read(Func<string, string?> variable)
    {
        var written = Required(Server);
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps")
            || address.Host.Length == 0)
            throw new InputException(Shape);
        // A password there would be shown by whatever shows addresses.
        if (address.UserInfo.Contains(':'))
            throw new InputException($"{Shape}; the password stands in {PasswordVariable}");
        var isEncrypted = address.Scheme == "smtps";
        var port = address.Port > 0 ? address.Port : isEncrypted ? 465 : 587;
        var user = address.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(address.UserInfo);
        return new MailSettings(address.IdnHost, port, isEncrypted, Required(FromVariable))
        {
            User = user,
            Password = user is null ? null : Required(PasswordVariable),
        };

        string Required(string name) => variable(name) is { } value && value.Trim().Length > 0
            ? value.Trim()
            : throw new InputException($"the variable {name} is not set");
    }
}
