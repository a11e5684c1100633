namespace BulkExtractor.Batches;

/// <summary>What is to be known of an input: what was not taken as it stands there, counted while it is read.</summary>
public sealed class InputNotes
{
    /// <summary>What is said of <see cref="Replaced"/>.</summary>
    internal const string OfReplaced =
        "characters that no database holds (NUL, halves of pairs) were replaced by U+FFFD";

    private const string OfWithoutRule =
        "the simulator has no rule for these fields, and leaves them empty ('bulk help pool': real models): ";

    /// <summary>NUL characters and halves of surrogate pairs: no database holds them.</summary>
    public int Replaced { get; set; }

    /// <summary>Rows that say the header again, as where files were joined.</summary>
    public int RepeatedHeaders { get; set; }

    /// <summary>Rows without a key or anything else in them.</summary>
    public int EmptyRows { get; set; }

    /// <summary>The fields that simulated models leave empty, since no rule is about them.</summary>
    public IReadOnlyList<string> WithoutRule { get; set; } = [];

    /// <summary>Begins to count anew.</summary>
    public void Clear() => (Replaced, RepeatedHeaders, EmptyRows) = (0, 0, 0);

    /// <summary>A sentence for each kind.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        .. Sentence(Replaced, OfReplaced),
        .. Sentence(RepeatedHeaders, "rows that repeat the header were left out"),
        .. Sentence(EmptyRows, "rows without anything in them were left out"),
        .. WithoutRule.Count == 0 ? [] : new[] { OfWithoutRule + string.Join(", ", WithoutRule) },
    ];

    private static IEnumerable<string> Sentence(int count, string what) => count == 0 ? [] : [$"{what}: {count:N0}"];
}
