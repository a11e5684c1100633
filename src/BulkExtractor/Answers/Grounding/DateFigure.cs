namespace BulkExtractor.Answers.Grounding;

/// <summary>A number in a document that may be the day, the month or the year of a date.</summary>
/// <param name="Start">Where it begins: a year of an era with the era's name.</param>
/// <param name="Digits">How many digits it has; a year of an era is one of four.</param>
internal readonly record struct DateFigure(int Start, int End, int Value, int Digits)
{
    private const int MostDigits = 8;

    // The year before the first of each: Japan's eras since 1868 and their letters, and the Republic of China.
    private static readonly (string Name, int Before)[] Eras =
    [
        ("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("民國", 1911), ("民国", 1911),
        ("㋿", 2018), ("㍻", 1988), ("㍼", 1925), ("㍽", 1911), ("㍾", 1867), ("R", 2018), ("H", 1988), ("S", 1925),
    ];

    /// <summary>The numbers of a document in their order, in the digits of any script.</summary>
    public static IEnumerable<DateFigure> All(string document)
    {
        for (var at = 0; at < document.Length;)
        {
            if (Read(document, at) is not { } figure)
            {
                at++;
                continue;
            }

            yield return figure.InEra(document);
            at = figure.End;
        }
    }

    /// <summary>Whether it can be that day or that month.</summary>
    public bool Is(int number) => Digits <= 2 && Value == number;

    /// <summary>Whether it can be that year, also in the Buddhist era that Thailand counts by.</summary>
    public bool IsYear(int year) => Digits switch
    {
        4 => Value == year || Value == year + DateText.BuddhistEra,
        2 => Value == year % 100,
        _ => false,
    };

    private static DateFigure? Read(string document, int start)
    {
        var (at, value) = (start, 0);
        for (; at < document.Length && char.IsDigit(document[at]); at++)
        {
            if (at - start < MostDigits) value = (value * 10) + (int)char.GetNumericValue(document[at]);
        }

        return at > start ? new DateFigure(start, at, value, at - start) : HanNumber.Read(document, start);
    }

    private DateFigure InEra(string document)
    {
        if (Digits > 3) return this;
        var before = document.AsSpan(0, Start).TrimEnd(' ');
        foreach (var era in Eras)
        {
            if (!before.EndsWith(era.Name, StringComparison.Ordinal)) continue;
            var start = before.Length - era.Name.Length;
            // The letter of an era is no end of a word.
            if (char.IsAsciiLetter(era.Name[0]) && start > 0 && char.IsLetterOrDigit(document[start - 1])) continue;
            return this with { Start = start, Value = Value + era.Before, Digits = 4 };
        }

        return this;
    }
}
