namespace BulkExtractor.Quality;

/// <summary>How the values of one field compare with gold; of a list, every item is a value.</summary>
public sealed record FieldScore(string Field)
{
    /// <summary>The values in the gold.</summary>
    public int Gold { get; init; }

    /// <summary>The values that the model gave.</summary>
    public int Said { get; init; }

    /// <summary>The values that are equal but for blanks around them.</summary>
    public int Exact { get; init; }

    /// <summary>The values that are equal but for case, accents, punctuation and blanks.</summary>
    public int Normalised { get; init; }

    /// <summary>The sum of how alike the values are, each between 0 and 1.</summary>
    public double Fuzzy { get; init; }

    /// <summary>The values given where the gold has none.</summary>
    public int Hallucinated { get; init; }

    /// <summary>The values not given where the gold has one.</summary>
    public int Missed { get; init; }

    /// <summary>The values given that differ from the gold's.</summary>
    public int Wrong { get; init; }

    /// <summary>What was read with a confidence, row by row.</summary>
    public IReadOnlyList<GradedField> Graded { get; init; } = [];

    /// <summary>What its confidences are worth; null where there are none.</summary>
    public Reliability? Reliability => Reliability.Measure(Graded);

    /// <summary>The same with the confidences that each half of the gold teaches the other one.</summary>
    public Reliability? Learnt => Reliability.Measure(GradedField.Learnt(Graded));

    /// <summary>The share of the given values that are right; 1 where none was given.</summary>
    public double Precision => Said == 0 ? 1 : (double)Exact / Said;

    /// <summary>The share of the gold's values that were given; 1 where it has none.</summary>
    public double Recall => Gold == 0 ? 1 : (double)Exact / Gold;

    /// <summary>The harmonic mean of precision and recall; 1 where nothing is to be found or given.</summary>
    public double F1 => MeanOf(Exact);

    /// <summary>The same by the normalised measure.</summary>
    public double NormalisedF1 => MeanOf(Normalised);

    /// <summary>The same by the fuzzy measure.</summary>
    public double FuzzyF1 => MeanOf(Fuzzy);

    /// <summary>Whether nothing is wrong, missed or too much, but for case, accents and punctuation.</summary>
    public bool IsRight => Normalised == Gold && Normalised == Said;

    /// <summary>Both together, under the name of this one.</summary>
    public FieldScore Plus(FieldScore other) => this with
    {
        Gold = Gold + other.Gold,
        Said = Said + other.Said,
        Exact = Exact + other.Exact,
        Normalised = Normalised + other.Normalised,
        Fuzzy = Fuzzy + other.Fuzzy,
        Hallucinated = Hallucinated + other.Hallucinated,
        Missed = Missed + other.Missed,
        Wrong = Wrong + other.Wrong,
        Graded = [.. Graded, .. other.Graded],
    };

    private double MeanOf(double agreed) => Gold + Said == 0 ? 1 : 2 * agreed / (Gold + Said);
}
