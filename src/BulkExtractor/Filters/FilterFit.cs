using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Filters;

/// <summary>Whether a value may be compared with a field, and as what.</summary>
internal static partial class FilterFit
{
    private const int MostDigits = 28;

    private static readonly string[] States = ["open", "extracted", "failed"];

    /// <summary>The value, or else why it does not fit.</summary>
    public static (FilterValue? Value, string? Problem) Read(FilterField field, FilterSign sign, FilterToken token) =>
        Refusal(field, sign, token) is { } refusal ? (null, refusal) : field.Type switch
        {
            FilterType.Number => Number(field, token),
            FilterType.Boolean => Flag(field, token),
            FilterType.List => Item(field, sign, token),
            FilterType.Any => Anything(field, token),
            FilterType.Date when sign is not FilterSign.Contains => Day(field, token),
            FilterType.Instant when sign is not FilterSign.Contains => Instant(field, token),
            _ => Text(field, sign, token),
        };

    private static string? Refusal(FilterField field, FilterSign sign, FilterToken token)
    {
        if (token.Kind is FilterTokenKind.Name)
            return $"{token.Told} is a name; a text stands in single quotes: '{token.Text}'";
        if (token.Is("null")) return $"nothing is compared with null: write {field.Name} is null";
        return (field.Type, sign) switch
        {
            (FilterType.Object, _) => $"{field.Name} has fields of its own: compare one of them, such as "
                + JsonPointers.Join(Pointer(field), field.Schema!.Properties is [var first, ..] ? first.Name : "name"),
            (FilterType.List, not FilterSign.Contains) => $"{field.Name} is a list: it can be asked what it contains",
            (FilterType.Number or FilterType.Boolean, FilterSign.Contains) =>
                $"{field.Name} is {Told(field.Type)}, which contains nothing",
            (FilterType.Boolean, not (FilterSign.Equal or FilterSign.Unequal)) =>
                $"{field.Name} is true or false: neither is the smaller one",
            _ => null,
        };
    }

    private static (FilterValue?, string?) Text(FilterField field, FilterSign sign, FilterToken token)
    {
        if (token.Kind is not FilterTokenKind.Text)
            return (null, $"{field.Name} is a text: write it in single quotes, '{token.Text}'");
        var choices = sign is FilterSign.Equal or FilterSign.Unequal ? Choices(field) : [];
        return choices.Length == 0 || choices.Contains(token.Text)
            ? (new TextValue(token.Text), null)
            : (null, $"{field.Name} is never {token.Told}; {NearestName.Suggest(token.Text, choices)}");
    }

    private static string[] Choices(FilterField field) => field.Source is FilterSource.State
        ? States
        : [.. (field.Schema?.Enum ?? [])
            .OfType<JsonValue>()
            .Where(value => value.GetValueKind() is JsonValueKind.String)
            .Select(value => value.GetValue<string>())];

    private static (FilterValue?, string?) Number(FilterField field, FilterToken token)
    {
        if (token.Kind is FilterTokenKind.Text)
            return (null, $"{field.Name} is a number: write it without quotes, such as 12.5");
        if (!NumberPattern().IsMatch(token.Text)) return (null, $"{field.Name} is a number, {token.Told} is none");
        return Decimal(token.Text) is { } number
            ? (new NumberValue(number), null)
            : (null, $"a number here has at most {MostDigits} digits");
    }

    private static (FilterValue?, string?) Flag(FilterField field, FilterToken token) =>
        token.Is("true") || token.Is("false")
            ? (new BooleanValue(token.Is("true")), null)
            : (null, $"{field.Name} is true or false, not {token.Told}");

    private static (FilterValue?, string?) Day(FilterField field, FilterToken token) =>
        token.Kind is FilterTokenKind.Text && Formats.Holds("date", token.Text)
            ? (new TextValue(token.Text), null)
            : (null, $"{field.Name} is a date: write it as '2026-01-31'");

    private static (FilterValue?, string?) Instant(FilterField field, FilterToken token) =>
        token.Kind is FilterTokenKind.Text && At(token.Text) is { } at
            ? (new InstantValue(at), null)
            : (null, $"{field.Name} is a point in time: write it as '2026-01-31T08:00:00Z', or '2026-01-31'");

    private static DateTimeOffset? At(string text)
    {
        if (Formats.Holds("date", text)) text += "T00:00:00Z";
        return Formats.Holds("date-time", text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static (FilterValue?, string?) Item(FilterField field, FilterSign sign, FilterToken token) =>
        field.Schema!.Items is { Types.Count: > 0, Format: null } items
            ? Read(field with { Type = FilterType.Any, Schema = items }, sign, token) is (var value, null)
                && Fits(items, value!)
                ? (value, null)
                : (null, $"the items of {field.Name} are {Told(items)}, {token.Told} is none")
            : Anything(field, token);

    private static bool Fits(FieldSchema items, FilterValue value) => value switch
    {
        TextValue => items.Types.Contains(FieldType.String),
        NumberValue => items.Types.Contains(FieldType.Number) || items.Types.Contains(FieldType.Integer),
        _ => items.Types.Contains(FieldType.Boolean),
    };

    private static (FilterValue?, string?) Anything(FilterField field, FilterToken token)
    {
        if (token.Kind is FilterTokenKind.Text) return (new TextValue(token.Text), null);
        if (token.Is("true") || token.Is("false")) return Flag(field, token);
        return NumberPattern().IsMatch(token.Text)
            ? Number(field, token)
            : (null, $"{token.Told} is no value: write a number, true, false, or a text in single quotes");
    }

    // Beyond that a decimal rounds, or there is none.
    private static decimal? Decimal(string text) =>
        text.Split('e', 'E')[0].Count(char.IsAsciiDigit) <= MostDigits
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && ExactNumber.Parse(text) == ExactNumber.From(number)
            ? number
            : null;

    private static string Pointer(FilterField field) =>
        field.Path.Aggregate("", (pointer, step) => JsonPointers.Join(pointer, step));

    private static string Told(FilterType type) => type is FilterType.Number ? "a number" : "true or false";

    private static string Told(FieldSchema items) => string.Join(
        " or ", items.Types.Where(type => type is not FieldType.Null).Select(type => $"{type}s".ToLowerInvariant()));

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?\z")]
    private static partial Regex NumberPattern();
}
