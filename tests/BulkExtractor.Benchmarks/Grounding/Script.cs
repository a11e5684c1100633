using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Grounding;

/// <summary>A way of writing, with words to fill documents.</summary>
internal sealed record Script(string Name, string Signs, bool HasBlanks)
{
    private const int Exact = 8;
    private const int Normalised = 6;
    private const int Numbers = 4;
    private const int Invented = 2;

    public static readonly IReadOnlyList<Script> All =
    [
        new("Latin", "abcdefghijklmnoprstuvwzäöüéñ", HasBlanks: true),
        new("CJK", "東京都港区請求書株式会社電気料金支払期限日本語の文章をここに書きます", HasBlanks: false),
        new("Arabic", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", HasBlanks: true),
        new("emoji", "😀🏠👍🚗📄🎉abcdefg", HasBlanks: true),
    ];

    /// <summary>A document of about so many tokens, with values of all kinds spread over it.</summary>
    public MarkedDocument Write(int tokens, Random random)
    {
        var pen = new StringBuilder();
        var (fields, marks) = (new JsonObject(), new Dictionary<string, Mark>());
        var places = Exact + Normalised + Numbers;
        for (var place = 0; place < places; place++)
        {
            while (TokenEstimate.Estimate(pen.ToString()) < (long)tokens * (place + 1) / (places + 1)) Fill(
                pen, random, 20);
            pen.Append(' ');
            Put(pen, $"f{place}", place, random, fields, marks);
            pen.Append(' ');
        }

        while (TokenEstimate.Estimate(pen.ToString()) < tokens) Fill(pen, random, 20);
        for (var none = 0; none < Invented; none++) fields[$"n{none}"] = Value(random) + random.Next(100_000, 999_999);
        return new MarkedDocument(pen.ToString(), fields, marks);
    }

    private void Put(
        StringBuilder pen, string name, int place, Random random, JsonObject fields, Dictionary<string, Mark> marks)
    {
        var (value, written, how) = place switch
        {
            < Exact => Same(Value(random) + random.Next(100_000, 999_999)),
            < Exact + Normalised => Otherwise(Value(random), random.Next(100_000, 999_999)),
            _ => Number(random.Next(10_000_000, 99_999_999)),
        };
        marks[$"/{name}"] = new(
            pen.Length, written.Length, pen.ToString().EnumerateRunes().Count(), how);
        fields[name] = value;
        pen.Append(written);
    }

    private static (JsonNode Value, string Written, MatchKind How) Same(string value) =>
        (value, value, MatchKind.Exact);

    private static (JsonNode Value, string Written, MatchKind How) Otherwise(string value, int number) =>
        ($"{value}{number}", $"{value}  {FullWidth(number)}", MatchKind.Normalised);

    private static (JsonNode Value, string Written, MatchKind How) Number(int cents) =>
        (cents / 100m, (cents / 100m).ToString("N2", new CultureInfo("de-DE")), MatchKind.Normalised);

    private static string FullWidth(int number) =>
        string.Concat($"{number}".Select(digit => (char)('０' + (digit - '0'))));

    private string Value(Random random)
    {
        var value = new StringBuilder();
        Fill(value, random, 8);
        return value.ToString().Trim();
    }

    private void Fill(StringBuilder pen, Random random, int count)
    {
        Rune[] signs = [.. Signs.EnumerateRunes()];
        for (var i = 0; i < count; i++)
        {
            if (HasBlanks && i > 0 && random.Next(6) == 0) pen.Append(' ');
            pen.Append(signs[random.Next(signs.Length)]);
        }
    }
}
