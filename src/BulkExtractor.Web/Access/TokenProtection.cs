using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace BulkExtractor.Web.Access;

/// <summary>
/// Protects cookies by a key that follows from the token: every server with the same token reads them, also after a
/// restart, and no key lies in a file. Without a token the key lives as long as the process.
/// </summary>
internal sealed class TokenProtection(byte[] secret, string purpose) : IDataProtectionProvider, IDataProtector
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Head = NonceSize + TagSize;

    private readonly byte[] _key =
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, info: Encoding.UTF8.GetBytes(purpose));

    public static TokenProtection Create(string? token) =>
        new(token is null ? RandomNumberGenerator.GetBytes(KeySize) : Encoding.UTF8.GetBytes(token), "bulk");

    public IDataProtector CreateProtector(string purpose) => new TokenProtection(_key, purpose);

    public byte[] Protect(byte[] plaintext)
    {
        var whole = new byte[Head + plaintext.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(whole.AsSpan(0, NonceSize), plaintext, whole.AsSpan(Head), whole.AsSpan(NonceSize, TagSize));
        return whole;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < Head) throw new CryptographicException("It is too short.");
        ReadOnlySpan<byte> whole = protectedData;
        var plaintext = new byte[whole.Length - Head];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(whole[..NonceSize], whole[Head..], whole[NonceSize..Head], plaintext);
        return plaintext;
    }
}
