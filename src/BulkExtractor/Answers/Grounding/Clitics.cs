namespace BulkExtractor.Answers.Grounding;

/// <summary>Small words that Arabic and Hebrew write together with the next one: and, in, to, from, the.</summary>
internal static class Clitics
{
    /// <summary>The most characters of them, with the vowel points on them.</summary>
    public const int MostSigns = 8;

    private static readonly HashSet<string> Known =
    [
        "و", "ف", "ب", "ل", "ك", "ال", "لل", "وب", "ول", "وال", "ولل", "فال", "بال", "كال", "وبال",
        "ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וכ", "שה", "מה",
    ];

    /// <summary>Whether some letters are nothing else.</summary>
    public static bool Are(string letters) => Known.Contains(FoldedText.Fold(letters).Text);
}
