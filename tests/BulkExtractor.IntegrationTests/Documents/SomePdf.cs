using System.Text;

namespace BulkExtractor.IntegrationTests.Documents;

/// <summary>Writes small PDFs by hand.</summary>
internal static class SomePdf
{
    /// <summary>A PDF with a line of text for each one given, all on each of its pages.</summary>
    public static byte[] Of(IReadOnlyList<string> lines, int pages = 1)
    {
        var shown = string.Concat(lines.Select(line => $"({line.Replace("(", "\\(").Replace(")", "\\)")}) Tj T* "));
        var content = $"BT /F1 12 Tf 14 TL 50 750 Td {shown}ET";
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(page => $"{5 + page} 0 R"));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            .. Enumerable.Repeat(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 3 0 R >> >> >>",
                pages),
        ];
        return Encoding.ASCII.GetBytes(Write(objects));
    }

    private static string Write(string[] objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (place, body) in objects.Index())
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{place + 1} 0 obj\n{body}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append($"{offset:D10} 00000 n \n");
        return pdf
            .Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
            .ToString();
    }
}
