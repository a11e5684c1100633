using System.Text;
using BulkExtractor.Batches;

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

    /// <summary>A PDF whose pages show a picture and nothing else, as a scanner writes it.</summary>
    /// <param name="jpeg">The picture; null takes a small grey one.</param>
    public static byte[] Scan(int pages = 1, int width = 595, int height = 842, byte[]? jpeg = null)
    {
        var size = jpeg is null ? new PictureHeader("", 1, 1) : PictureHeader.Read(jpeg)!.Value;
        var (colours, filter) = jpeg is null ? ("DeviceGray", "ASCIIHexDecode") : ("DeviceRGB", "DCTDecode");
        var data = jpeg is null ? "7F>" : Encoding.Latin1.GetString(jpeg);
        var content = $"q {width} 0 0 {height} 0 0 cm /I Do Q";
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(page => $"{5 + page} 0 R"));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
            $"<< /Type /XObject /Subtype /Image /Width {size.Width} /Height {size.Height} /ColorSpace /{colours} "
                + $"/BitsPerComponent 8 /Filter /{filter} /Length {data.Length} >>\nstream\n{data}\nendstream",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            .. Enumerable.Repeat(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
                + "/Resources << /XObject << /I 3 0 R >> >> >>",
                pages),
        ];
        return Encoding.Latin1.GetBytes(Write(objects));
    }

    /// <summary>A PDF some of whose bytes are others.</summary>
    public static byte[] Damage(byte[] pdf, Random random)
    {
        for (var damage = 0; damage < 8; damage++) pdf[random.Next(9, pdf.Length)] = (byte)random.Next(256);
        return pdf;
    }

    /// <summary>A scan that nobody opens without its password.</summary>
    public static byte[] Encrypted()
    {
        var (owner, user) = (new string('0', 64), new string('1', 64));
        var key = $"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P -4 >> /ID [<00> <00>]";
        return Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(Scan()).Replace("/Root 1 0 R", $"/Root 1 0 R {key}", StringComparison.Ordinal));
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
