using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers.Grounding;

/// <summary>Values put at known places of texts in many scripts: each is found exactly there.</summary>
public sealed class PlacesPropertyTests
{
    private const int Seed = 20_260_402;
    private const int Rounds = 300;

    [Theory]
    [InlineData("Latin", "abcdefghij klmnop qrstuv wxyzäöüßé , . ")]
    [InlineData("CJK", "東京都港区請求書株式会社電気料金支払日本語カタカナひらがな、。")]
    [InlineData("Arabic", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ، . ")]
    [InlineData("Hebrew", "אבגדהוזחטיכלמנסעפצקרשת , . ")]
    [InlineData("Devanagari", "कखगघचछजझटठडढतथदधनपफबभमयरलव कि चा टे ")]
    [InlineData("emoji", "😀🏠👍🏽👩‍👩‍👧🇩🇪🇫🇷 ❤️ ok yes ")]
    [InlineData("marks", "ae\u0301i\u0308o\u0302u\u0327 n\u0303 ")]
    public void A_value_is_found_where_it_was_put(string script, string signs)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var clusters = Clusters(signs);
            var value = Trimmed(clusters, random, 12) + random.Next(1_000, 9_999);
            var before = string.Concat(random.GetItems(clusters, 60)) + " ";
            var text = before + Written(value, round) + " " + string.Concat(random.GetItems(clusters, 60));

            var place = Assert.Single(Grounder.Ground(
                Object(("f", Text)), new JsonObject { ["f"] = value }, null, new SourceText(text))).Place;

            var expected = (before.Length, Written(value, round).Length, before.EnumerateRunes().Count(),
                Written(
                    value, round).EnumerateRunes().Count(), round % 2 == 0 ? MatchKind.Exact : MatchKind.Normalised);
            var found = (place.Start, place.Length, place.CodePointStart, place.CodePointLength, place.Match);
            Assert.True(expected == found, $"{script}, seed {Seed}, round {round}: {found}, not {expected} in {text}");
        }
    }

    [Theory]
    [InlineData("Latin", "abcdefghijklmnopqrstuvwxyzäöüßé")]
    [InlineData("Arabic", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")]
    [InlineData("Hebrew", "אבגדהוזחטיכלמנסעפצקרשת")]
    [InlineData("Devanagari", "कखगघचछजझटठडढतथदधनपफबभमयरलवकिचाटे")]
    [InlineData("marks", "ae\u0301i\u0308o\u0302u\u0327n\u0303")]
    public void A_value_within_a_longer_word_is_no_more_than_like_it(string script, string signs)
    {
        var random = new Random(Seed);
        var clusters = Clusters(signs);
        for (var round = 0; round < Rounds; round++)
        {
            var value = string.Concat(random.GetItems(clusters, 8));
            var more = string.Concat(random.GetItems(clusters, 9));
            var longer = round % 2 == 0 ? value + more : more + value;

            var place = Assert.Single(Grounder.Ground(
                Object(("f", Text)), new JsonObject { ["f"] = value }, null, new SourceText($"( {longer} )"))).Place;

            Assert.True(
                place.Match == MatchKind.Fuzzy,
                $"{script}, seed {Seed}, round {round}: {place} of {value} in {longer}");
        }
    }

    // Every other time in another form: blanks between, compatible digits.
    private static string Written(string value, int round) => round % 2 == 0
        ? value
        : $"{value[..^4]} {string.Concat(value[^4..].Select(digit => (char)('０' + (digit - '0'))))}";

    private static string Trimmed(string[] clusters, Random random, int length)
    {
        string text;
        do text = string.Concat(random.GetItems(clusters, length)).Trim(' ', ',', '.', '،', '、', '。');
        while (text.Length < 4 || text.Normalize(NormalizationForm.FormKC).Trim().Length < 4);
        return text;
    }

    private static string[] Clusters(string signs)
    {
        var all = new List<string>();
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(signs);
        while (elements.MoveNext()) all.Add(elements.GetTextElement());
        return [.. all];
    }
}
