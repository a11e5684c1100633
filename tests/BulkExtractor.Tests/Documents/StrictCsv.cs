using System.Text;

namespace BulkExtractor.Tests.Documents;

/// <summary>A second CSV reader, for clarity only: character by character over a text in memory.</summary>
internal static class StrictCsv
{
    /// <summary>The cells of the data rows, or null for a text that should be refused.</summary>
    public static List<string[]>? Read(string csv)
    {
        var (rows, blank) = (new List<string[]>(), false);
        for (var at = 0; at < csv.Length;)
        {
            var start = at;
            var row = ReadRow(csv, ref at);
            if (row is [""] && csv[start] != '"')
            {
                blank = true;
                continue;
            }

            if (blank || row?.Length != (rows.FirstOrDefault() ?? row)?.Length) return null;
            rows.Add(row!);
        }

        return rows.Count < 2 ? null : rows[1..];
    }

    private static string[]? ReadRow(string csv, ref int at)
    {
        for (var cells = new List<string>(); ; at++)
        {
            if (ReadCell(csv, ref at) is not { } cell) return null;
            cells.Add(cell);
            if (at < csv.Length && csv[at] == ',') continue;

            if (at < csv.Length && csv[at] is not ('\r' or '\n')) return null;
            at += csv.AsSpan(at).StartsWith("\r\n") ? 2 : 1;
            return [.. cells];
        }
    }

    private static string? ReadCell(string csv, ref int at)
    {
        var cell = new StringBuilder();
        if (at == csv.Length || csv[at] != '"')
        {
            while (at < csv.Length && csv[at] is not (',' or '\r' or '\n')) cell.Append(csv[at++]);
            return cell.ToString();
        }

        for (at++; at < csv.Length; at++)
        {
            if (csv[at] == '"' && (at + 1 == csv.Length || csv[at + 1] != '"'))
            {
                at++;
                return cell.ToString();
            }

            if (csv[at] == '"') at++;
            cell.Append(csv[at]);
        }

        return null;
    }
}
