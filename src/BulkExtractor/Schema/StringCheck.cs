using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>The keywords that concern strings.</summary>
internal static class StringCheck
{
    public static IEnumerable<string> Problems(FieldSchema schema, string text)
    {
        if (schema.MinLength is not null || schema.MaxLength is not null)
        {
            var length = text.EnumerateRunes().Count();
            if (length < schema.MinLength) yield return $"{Excerpt.Cut(text)} is shorter than {schema.MinLength}";
            if (length > schema.MaxLength) yield return $"{Excerpt.Cut(text)} is longer than {schema.MaxLength}";
        }

        if (schema.Pattern is not null && PatternProblem(schema, text) is { } problem) yield return problem;
        if (schema.Format is { } format && !Formats.Holds(format, text))
            yield return $"{Excerpt.Cut(text)} is no {format}";
    }

    private static string? PatternProblem(FieldSchema schema, string text)
    {
        try
        {
            return EcmaPattern.Compile(schema).IsMatch(text) ? null : $"{Excerpt.Cut(text)} does not match the pattern";
        }
        catch (RegexParseException)
        {
            return "the pattern is no regular expression";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"{Excerpt.Cut(text)} takes too long to match the pattern";
        }
    }
}
