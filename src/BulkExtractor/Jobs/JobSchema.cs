using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>A JSON Schema that another tool wrote.</summary>
public static class JobSchema
{
    /// <summary>The text of the file, if a job can be made of it.</summary>
    public static string Read(string file)
    {
        var text = InputFile.Read(file);
        SchemaReader.Read(file, text);
        return text;
    }
}
