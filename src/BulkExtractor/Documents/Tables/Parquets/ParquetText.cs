using System.Globalization;
using System.Numerics;
using System.Text;
using BulkExtractor.Basics;
using Parquet.Schema;

namespace BulkExtractor.Documents.Tables.Parquets;

/// <summary>Writes the values of a Parquet file as a person expects them, independent of any country.</summary>
internal static class ParquetText
{
    private const string TimeOfDay = "HH:mm:ss.FFFFFFF";

    public static string From(ReadOnlyMemory<char> text) => text.ToString();

    /// <summary>Bytes that nobody said to be text; those that are none are refused.</summary>
    /// <exception cref="DecoderFallbackException">They are no text.</exception>
    public static string From(ReadOnlyMemory<byte> bytes) => FileEncoding.StrictUtf8.GetString(bytes.Span);

    public static string From(bool value) => value ? "true" : "false";

    public static string From(float value) => PlainNumber.Write(value.ToString("R", CultureInfo.InvariantCulture));

    public static string From(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Whole<T>(T value)
        where T : IBinaryInteger<T> => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>How a field's numbers of 32 bits are written: some are times of a day.</summary>
    public static Func<int, string> Int32(DataField field) =>
        field is TimeDataField ? value => Time(value * TimeSpan.TicksPerMillisecond) : Whole;

    /// <summary>The same for numbers of 64 bits.</summary>
    public static Func<long, string> Int64(DataField field) => field switch
    {
        TimeDataField { Precision: TimeUnitPrecision.Nanos } => value => Time(value / TimeSpan.NanosecondsPerTick),
        TimeDataField => value => Time(value * TimeSpan.TicksPerMicrosecond),
        _ => Whole,
    };

    /// <summary>How a field's dates and instants are written: those of UTC say so.</summary>
    public static Func<DateTime, string> Instant(DataField field)
    {
        var form = field switch
        {
            DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => "yyyy-MM-dd",
            DateTimeDataField { DateTimeFormat: DateTimeFormat.Timestamp, IsAdjustedToUTC: true } =>
                $"yyyy-MM-dd'T'{TimeOfDay}'Z'",
            _ => $"yyyy-MM-dd'T'{TimeOfDay}",
        };
        return value => value.ToString(form, CultureInfo.InvariantCulture);
    }

    private static string Time(long ticks) => new TimeOnly(ticks).ToString(TimeOfDay, CultureInfo.InvariantCulture);
}
