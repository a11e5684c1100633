using System.Text;

namespace BulkExtractor.Basics;

/// <summary>The encoding of a text file: by name, or by its byte order mark.</summary>
internal static class FileEncoding
{
    /// <summary>UTF-8 that refuses bytes which are none, by a <see cref="DecoderFallbackException"/>.</summary>
    public static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    // The longer marks first: UTF-32's begins with UTF-16's.
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    ];

    static FileEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of that name, or null if there is none.</summary>
    public static Encoding? Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding whose byte order mark the bytes begin with, or null.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> start)
    {
        foreach (var encoding in Marked)
        {
            if (start.StartsWith(encoding.Preamble)) return encoding;
        }

        return null;
    }
}
