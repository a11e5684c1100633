using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BulkExtractor.Web.Listening;

/// <summary>What an https server shows: its certificate with the key, and those that lead to an authority.</summary>
public sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>The variable that opens a file which is locked.</summary>
    public const string PasswordVariable = "BULK_CERTIFICATE_PASSWORD";

    /// <summary>Reads a PFX file, or a PEM file with its key in it or in a file beside it.</summary>
    public static ServerCertificate Read(FileInfo file, string? password, TimeProvider clock)
    {
        if (!file.Exists) throw new InputException($"--certificate {file.FullName}: there is no such file");
        try
        {
            var certificate = IsPem(file) ? ReadPem(file, password) : ReadPfx(file, password);
            if (certificate.Own.NotAfter.ToUniversalTime() < clock.GetUtcNow().UtcDateTime)
                throw new InputException($"--certificate {file.FullName}: it ended on {certificate.Own.NotAfter:u}");
            return certificate;
        }
        catch (CryptographicException unread)
        {
            var hint = password is null ? $"set {PasswordVariable} if it is locked" : $"check {PasswordVariable}";
            throw new InputException(
                $"--certificate {file.FullName} cannot be read ({unread.Message.TrimEnd('.')}): {hint}", unread);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--certificate {file.FullName} cannot be read: {unread.Message}", unread);
        }
    }

    private static bool IsPem(FileInfo file)
    {
        using var text = file.OpenText();
        var start = new char[4096];
        return new string(start, 0, text.ReadBlock(start)).Contains("-----BEGIN ", StringComparison.Ordinal);
    }

    private static ServerCertificate ReadPem(FileInfo file, string? password)
    {
        var keys = FindKey(file);
        using var bare = password is null
            ? X509Certificate2.CreateFromPemFile(file.FullName, keys)
            : X509Certificate2.CreateFromEncryptedPemFile(file.FullName, password, keys);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file.FullName);
        return WithKey(Exported(bare), chain);
    }

    // As certbot and openssl name them.
    private static string FindKey(FileInfo file)
    {
        string[] beside =
            [Path.ChangeExtension(file.FullName, ".key"), Path.Combine(file.DirectoryName!, "privkey.pem")];
        return File.ReadAllText(file.FullName).Contains("PRIVATE KEY-----", StringComparison.Ordinal)
            ? file.FullName
            : Array.Find(beside, File.Exists) ?? throw new InputException(
                $"--certificate {file.FullName} has no key: put it into the file, or beside it as {beside[0]}");
    }

    private static ServerCertificate ReadPfx(FileInfo file, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file.FullName, password);
        return all.FirstOrDefault(one => one.HasPrivateKey) is { } own
            ? WithKey(own, all)
            : throw new InputException($"--certificate {file.FullName} has no key: export it with the key");
    }

    private static ServerCertificate WithKey(X509Certificate2 own, X509Certificate2Collection all) =>
        new(own, [.. all.Where(one => one.Thumbprint != own.Thumbprint)]);

    // A key straight from PEM is one that some platforms' TLS does not take.
    private static X509Certificate2 Exported(X509Certificate2 bare) =>
        X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
}
