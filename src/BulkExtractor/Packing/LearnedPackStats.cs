using BulkExtractor.Batches;

namespace BulkExtractor.Packing;

/// <summary>What was learned of models.</summary>
public sealed record LearnedPackStats(IReadOnlyList<DefinitionPackStats> Habits, IReadOnlyList<ModelPackStats> Models)
{
    /// <summary>How long it is believed if nobody confirms it.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>The habit of a model under a definition; null where nothing was learned of it.</summary>
    public PackStats? HabitOf(string model, string definition) =>
        Habits.FirstOrDefault(habit => habit.Model == model && habit.Definition == definition)?.Habit;

    /// <summary>How a model counts tokens, as far as that was learned.</summary>
    public TokenFactors FactorsOf(string model) =>
        Models.FirstOrDefault(known => known.Model == model)?.Factors ?? TokenFactors.Start;
}

/// <summary>How a model treats packs of a definition.</summary>
/// <param name="Model">The model's key.</param>
/// <param name="Definition">The definition's key, see <see cref="PackStats.KeyOf"/>.</param>
public sealed record DefinitionPackStats(string Model, string Definition, PackStats Habit);

/// <summary>How a model treats any request.</summary>
/// <param name="Model">The model's key.</param>
/// <param name="Format">How it is held to the shape of its reply, after it refused another way;
/// null where it did not.</param>
public sealed record ModelPackStats(string Model, TokenFactors Factors, ReplyFormat? Format)
{
    /// <summary>How long a refused way is not tried again: the model may have learned it.</summary>
    public static readonly TimeSpan FormatMemory = TimeSpan.FromDays(7);
}
