using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>The keywords that concern numbers; compared exactly, whatever their size.</summary>
internal static class NumberCheck
{
    public static IEnumerable<string> Problems(FieldSchema schema, string json)
    {
        if (ExactNumber.Parse(json) is not { } number)
        {
            yield return $"{Excerpt.Cut(json)} has too many digits";
            yield break;
        }

        var found = Excerpt.Plain(json);
        if (number.CompareTo(Bound(schema.Minimum) ?? number) < 0)
            yield return $"{found} is less than {schema.Minimum}";
        if (number.CompareTo(Bound(schema.Maximum) ?? number) > 0)
            yield return $"{found} is more than {schema.Maximum}";
        if (Bound(schema.ExclusiveMinimum) is { } above && number.CompareTo(above) <= 0)
            yield return $"{found} is not more than {schema.ExclusiveMinimum}";
        if (Bound(schema.ExclusiveMaximum) is { } below && number.CompareTo(below) >= 0)
            yield return $"{found} is not less than {schema.ExclusiveMaximum}";
        if (Bound(schema.MultipleOf) is { } step && !number.IsMultipleOf(step))
            yield return $"{found} is no multiple of {schema.MultipleOf}";
    }

    private static ExactNumber? Bound(decimal? bound) => bound is { } number ? ExactNumber.From(number) : null;
}
