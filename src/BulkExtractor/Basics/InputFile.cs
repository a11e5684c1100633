using System.Text;

namespace BulkExtractor.Basics;

/// <summary>Reads the small files that users write.</summary>
public static class InputFile
{
    /// <summary>The whole text; a file that is not there or not UTF-8 is the user's to mend.</summary>
    public static string Read(string path)
    {
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file");
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (IOException closed)
        {
            throw new InputException($"{path}: cannot be read: {closed.Message}", closed);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new InputException($"{path}: may not be read; check its permissions", closed);
        }
    }

    /// <summary>The whole text of a file that is open.</summary>
    /// <param name="named">What errors call it.</param>
    public static string Read(Stream file, string named)
    {
        try
        {
            using var text = new StreamReader(file, FileEncoding.StrictUtf8);
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new InputException($"{named}: is not UTF-8; save it as UTF-8", notUtf8);
        }
    }
}
