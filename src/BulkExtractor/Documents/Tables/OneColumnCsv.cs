using System.Globalization;
using System.Text;
using CsvHelper;

namespace BulkExtractor.Documents.Tables;

/// <summary>A CSV of one column, in memory.</summary>
internal static class OneColumnCsv
{
    /// <summary>Writes it, and stands at its beginning.</summary>
    public static Stream Write(string column, IEnumerable<string> values)
    {
        var csv = new MemoryStream();
        using (var text = new StreamWriter(csv, new UTF8Encoding(false), leaveOpen: true))
        using (var writer = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            writer.WriteField(column);
            foreach (var value in values)
            {
                writer.NextRecord();
                writer.WriteField(value, shouldQuote: true);
            }
        }

        csv.Position = 0;
        return csv;
    }
}
