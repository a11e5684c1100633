using System.Globalization;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>Writes the numbers of cells as a person expects them, independent of any country.</summary>
internal static class CellValue
{
    private const double LastDay = 2_958_466; // the day after 9999-12-31
    private const int DaysTo1904 = 1_462;
    private const int DayThatNeverWas = 60;

    /// <summary>A number as it stands in a cell, by the cell's format.</summary>
    public static string Write(string number, CellFormat format, bool from1904)
    {
        if (format == CellFormat.Number && IsWhole(number)) return number;
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return number;
        if (format == CellFormat.Number || value < 0 || value >= LastDay) return PlainNumber.WriteDecimal(value);
        if (format == CellFormat.Span) return Span(value);
        if (format == CellFormat.Time && value < 1) return Time(value);
        return Day(from1904 ? value + DaysTo1904 : value);
    }

    private static bool IsWhole(string number) =>
        number.Length > 0 && !number.AsSpan(number[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9');

    private static string Day(double value)
    {
        var (day, seconds) = Parts(value);
        // The calendar of 1900 in workbooks has a leap day that never was.
        var date = day == DayThatNeverWas
            ? "1900-02-29"
            : new DateTime(1899, 12, 30).AddDays(day < DayThatNeverWas ? day + 1 : day)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return seconds == 0 ? date : $"{date}T{Clock(seconds)}";
    }

    private static string Time(double value) => Parts(value) is (0, var seconds) ? Clock(seconds) : "24:00:00";

    private static string Span(double value)
    {
        var (days, seconds) = Parts(value);
        var whole = days * 86_400L + seconds;
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 3_600}:{whole / 60 % 60:00}:{whole % 60:00}");
    }

    // Seconds are rounded: a day is divided into no power of two of them.
    private static (long Days, int Seconds) Parts(double value)
    {
        var seconds = (long)Math.Round(value * 86_400);
        return (seconds / 86_400, (int)(seconds % 86_400));
    }

    private static string Clock(int seconds) => string.Create(
        CultureInfo.InvariantCulture, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}
