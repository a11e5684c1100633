namespace BulkExtractor.Answers.Grounding;

/// <summary>The numbers of a date in Chinese characters: 二〇二六年三月十五日, and the first year of an era, 元年.</summary>
internal static class HanNumber
{
    private const string Digits = "〇一二三四五六七八九";
    private const int Longest = 4;

    /// <summary>The number from a place on; null where none stands before 年, 月 or 日.</summary>
    public static DateFigure? Read(string document, int start)
    {
        var end = start;
        while (end < document.Length && end - start <= Longest && IsPart(document[end])) end++;
        if (end == start || end == document.Length || document[end] is not ('年' or '月' or '日')) return null;

        var number = document.AsSpan(start, end - start);
        if (number is "元") return document[end] == '年' ? new DateFigure(start, end, 1, 1) : null;
        var value = number.Contains('十') ? Tens(number) : ByPlace(number);
        return value is { } known ? new DateFigure(start, end, known, known > 99 ? 4 : 2) : null;
    }

    private static bool IsPart(char sign) => sign is '十' or '元' || Digits.Contains(sign);

    // 十五, 二十, 三十一
    private static int? Tens(ReadOnlySpan<char> number)
    {
        var ten = number.IndexOf('十');
        var tens = number[..ten];
        var ones = number[(ten + 1)..];
        if (tens.Length > 1 || ones.Length > 1) return null;
        var (left, right) = (tens.IsEmpty ? 1 : ByPlace(tens), ones.IsEmpty ? 0 : ByPlace(ones));
        return (left * 10) + right;
    }

    private static int? ByPlace(ReadOnlySpan<char> number)
    {
        var value = 0;
        foreach (var sign in number)
        {
            if (Digits.IndexOf(sign) is not (>= 0 and var digit)) return null;
            value = (value * 10) + digit;
        }

        return value;
    }
}
