namespace BulkExtractor.Batches;

/// <summary>What was not taken as it stands in an input; counted while it is read.</summary>
public sealed class InputNotes
{
    /// <summary>What is said of <see cref="Replaced"/>.</summary>
    internal const string OfReplaced =
        "characters that no database holds (NUL, halves of pairs) were replaced by U+FFFD";

    /// <summary>NUL characters and halves of surrogate pairs: no database holds them.</summary>
    public int Replaced { get; set; }

    /// <summary>Rows that say the header again, as where files were joined.</summary>
    public int RepeatedHeaders { get; set; }

    /// <summary>Rows without a key or anything else in them.</summary>
    public int EmptyRows { get; set; }

    /// <summary>Begins to count anew.</summary>
    public void Clear() => (Replaced, RepeatedHeaders, EmptyRows) = (0, 0, 0);

    /// <summary>A sentence for each kind.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        .. Sentence(Replaced, OfReplaced),
        .. Sentence(RepeatedHeaders, "rows that repeat the header were left out"),
        .. Sentence(EmptyRows, "rows without anything in them were left out"),
    ];

    private static IEnumerable<string> Sentence(int count, string what) => count == 0 ? [] : [$"{what}: {count:N0}"];
}
