using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Encodings;

/// <summary>Whether bytes are Windows-1252, and no other common encoding's.</summary>
internal static class WesternText
{
    /// <summary>The name of the encoding.</summary>
    public const string Name = "windows-1252";

    private const string Letters =
        "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŒ";

    // No Latin letters, but what stands in and beside Western text; what DOS and old Macs have for letters does not.
    private const string Signs = "\u00A0€„…‘’“”•–—™¡£§©ª«¬®°±²³µ¶·¹º»¼½¾¿×÷";

    private const string SignsInWords = "’·";

    // The other languages whose letters stand where those of Western Europe do, each in its encoding.
    private static readonly (string Encoding, string Letters)[] Others =
    [
        ("windows-1250", "ąćęłńóśźż"), ("windows-1250", "áäčďéěíĺľňóôŕřšťúůýž"), ("windows-1250", "áéíóöőúüű"),
        ("windows-1250", "ăâîşţ"), ("windows-1250", "čćđšž"), ("windows-1254", "âçğıîöşüûİ"),
        ("windows-1257", "ąčęėįšųūž"), ("windows-1257", "āčēģīķļņšūž"), ("windows-1257", "äõöüšž"),
        ("iso-8859-15", "àâäéèêëîïôöùûüÿçñßœŒŸ€"),
    ];

    /// <summary>Whether all bytes can be read as Windows-1252, and no other reading of them makes sense.</summary>
    public static bool Fits(HighBytes bytes)
    {
        var western = FileEncoding.Named(Name)!;
        var read = Read(bytes.Seen, western);
        if (bytes.AreRuns || read.Except(Letters + Signs).Any()) return false;
        if (Read(bytes.SeenInWords, western).Except(Letters + SignsInWords).Any()) return false;
        return !Others.Any(other => IsOther(bytes, western, other.Encoding, other.Letters));
    }

    private static bool IsOther(HighBytes bytes, Encoding western, string name, string letters)
    {
        var other = FileEncoding.Named(name)!;
        var seen = bytes.Seen.Where(one => Read([one], western) is var sign && !Signs.Contains(sign)).ToArray();
        var (read, otherwise) = (Read(seen, western), Read(seen, other));
        return read != otherwise && !otherwise.Except(letters + letters.ToUpperInvariant()).Any();
    }

    private static string Read(IEnumerable<byte> bytes, Encoding encoding) => encoding.GetString([.. bytes]);
}
