using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Notices;

/// <summary>Signs webhooks as Standard Webhooks does: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class WebhookSignature
{
    /// <summary>The header of the notice's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header of the instant of the try, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header of the signature.</summary>
    public const string Header = "webhook-signature";

    private const string EncodedKey = "whsec_";

    /// <summary>The signature, as its header holds it.</summary>
    /// <param name="secret">Its bytes are the key; after <c>whsec_</c> they stand in base64.</param>
    /// <exception cref="FormatException">What follows <c>whsec_</c> is no base64.</exception>
    public static string Sign(string secret, Guid id, long timestamp, string body)
    {
        var key = secret.StartsWith(EncodedKey, StringComparison.Ordinal)
            ? Convert.FromBase64String(secret[EncodedKey.Length..])
            : Encoding.UTF8.GetBytes(secret);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }
}
