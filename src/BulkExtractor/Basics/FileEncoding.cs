using System.Text;
using System.Text.Unicode;

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

    /// <summary>
    /// The encoding of that name; UTF-8 where that has one byte a letter, and the text can only be UTF-8; null if there
    /// is none of that name.
    /// </summary>
    /// <param name="text">All of it.</param>
    /// <remarks>A text of another encoding is hardly ever valid UTF-8 by chance (RFC 3629, section 1).</remarks>
    public static Encoding? Named(string name, ReadOnlySpan<byte> text) =>
        Named(name) is { IsSingleByte: true } && !Ascii.IsValid(text) && Utf8.IsValid(text)
            ? Encoding.UTF8
            : Named(name);

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
