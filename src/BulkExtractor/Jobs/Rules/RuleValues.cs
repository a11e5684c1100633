using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs.Rules;

/// <summary>How the values of rules are compared and calculated; what is unknown, or has no answer, is null.</summary>
internal static class RuleValues
{
    /// <summary>A field's value; objects and numbers beyond all use have none.</summary>
    public static object? Convert(JsonNode? node) => node switch
    {
        JsonArray items => items.Select(Convert).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetValue<string>(),
            _ => Number(value.ToJsonString()),
        },
        _ => null,
    };

    /// <summary>A number as JSON writes it.</summary>
    public static object? Number(string json) =>
        decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Below 0, 0 or above 0; null where the two cannot be compared.</summary>
    public static int? Compare(object? left, object? right) => Alike(left, right) switch
    {
        (decimal l, decimal r) => l.CompareTo(r),
        (DateOnly l, DateOnly r) => l.CompareTo(r),
        (string l, string r) => string.CompareOrdinal(l, r),
        (bool l, bool r) => l.CompareTo(r),
        _ => null,
    };

    /// <summary>Whether a value stands in a list, or a text in a text.</summary>
    public static object? In(object? value, object? all) => (value, all) switch
    {
        (null, _) or (_, null) => null,
        (_, IList items) => items.Cast<object?>().Any(item => Compare(value, item) == 0),
        (string part, string text) => text.Contains(part, StringComparison.Ordinal),
        _ => null,
    };

    /// <summary>The sum of numbers, or the day so many days later.</summary>
    public static object? Add(object? left, object? right) =>
        (object?)Calculate(left, right, (l, r) => l + r)
        ?? (right is decimal days && Day(left) is { } date ? Move(date, days) : null);

    /// <summary>The difference of numbers, of a day and days, or the days between two days.</summary>
    public static object? Subtract(object? left, object? right) =>
        (object?)Calculate(left, right, (l, r) => l - r) ?? (left, right) switch
        {
            (_, decimal days) when Day(left) is { } date => Move(date, -days),
            _ when Day(left) is { } later && Day(right) is { } earlier =>
                (decimal)(later.DayNumber - earlier.DayNumber),
            _ => null,
        };

    /// <summary>The product of numbers.</summary>
    public static object? Multiply(object? left, object? right) => Calculate(left, right, (l, r) => l * r);

    /// <summary>The quotient of numbers.</summary>
    public static object? Divide(object? left, object? right) =>
        right is 0m ? null : Calculate(left, right, (l, r) => l / r);

    /// <summary>The characters of a text, or the items of a list.</summary>
    public static object? Length(object? value) => value switch
    {
        string text => (decimal)text.EnumerateRunes().Count(),
        IList items => (decimal)items.Count,
        _ => null,
    };

    /// <summary>The sum of a list's numbers; null if one of them is not known.</summary>
    public static object? Sum(object? value) =>
        value is IList items && items.Cast<object?>().All(item => item is decimal)
            ? items.Cast<object?>().Aggregate((object?)0m, Add)
            : null;

    /// <summary>Without its sign.</summary>
    public static object? Absolute(object? value) => value is decimal number ? Math.Abs(number) : null;

    /// <summary>To two decimals, a half away from zero.</summary>
    public static object? Round(object? value) =>
        value is decimal number ? Math.Round(number, 2, MidpointRounding.AwayFromZero) : null;

    // A text that is a day is compared with a day as one.
    private static (object? Left, object? Right) Alike(object? left, object? right) => (left, right) switch
    {
        (DateOnly, string text) => (left, Day(text)),
        (string text, DateOnly) => (Day(text), right),
        _ => (left, right),
    };

    private static decimal? Calculate(object? left, object? right, Func<decimal, decimal, decimal> work)
    {
        if (left is not decimal l || right is not decimal r) return null;
        try
        {
            return work(l, r);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static DateOnly? Day(object? value) => value switch
    {
        DateOnly day => day,
        string { Length: >= 10 } text when DateOnly.TryParseExact(
            text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => null,
    };

    private static DateOnly? Move(DateOnly date, decimal days)
    {
        var moved = date.DayNumber + Math.Floor(days);
        return moved >= DateOnly.MinValue.DayNumber && moved <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)moved)
            : null;
    }
}
