using System.Text;

namespace BulkExtractor.Basics;

/// <summary>Reads the small files that users write.</summary>
internal static class InputFile
{
    /// <summary>The whole text; a file that is not there or not UTF-8 is the user's to mend.</summary>
    public static string Read(string path)
    {
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file");
        try
        {
            return File.ReadAllText(path, FileEncoding.StrictUtf8);
        }
        catch (IOException closed)
        {
            throw new InputException($"{path}: cannot be read: {closed.Message}", closed);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new InputException($"{path}: may not be read; check its permissions", closed);
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new InputException($"{path}: is not UTF-8; save it as UTF-8", notUtf8);
        }
    }
}
