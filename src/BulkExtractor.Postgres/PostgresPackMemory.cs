using System.Text.Json;
using BulkExtractor.Packing;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What workers learned of models, in PostgreSQL.</summary>
public sealed class PostgresPackMemory(Database database) : IPackMemory
{
    /// <inheritdoc/>
    public async Task<Learned> ReadAsync(
        IReadOnlyCollection<string> definitions, CancellationToken cancellationToken) => new(
        await database.ListAsync(
            "read_pack_habits", ReadHabit, cancellationToken, Texts("definitions", definitions), Age),
        await database.ListAsync(
            "read_model_habits", ReadModel, cancellationToken, Age, Span("format_age", LearnedModel.FormatMemory)));

    /// <inheritdoc/>
    public async Task KeepAsync(Learned learned, CancellationToken cancellationToken)
    {
        // In one order for all workers, so that two that keep at once wait for each other instead of locking up.
        var habits = learned.Habits.OrderBy(one => $"{one.Definition} {one.Model}", StringComparer.Ordinal).ToList();
        var models = learned.Models.OrderBy(one => one.Model, StringComparer.Ordinal).ToList();
        if (habits.Count > 0) await KeepAsync(habits, cancellationToken);
        if (models.Count > 0) await KeepAsync(models, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(CancellationToken cancellationToken) =>
        database.RunAsync("forget_habits", cancellationToken, Age);

    private static NpgsqlParameter Age => Span("age", Learned.Memory);

    private Task KeepAsync(IReadOnlyList<LearnedHabit> habits, CancellationToken cancellationToken) =>
        database.RunAsync(
            "keep_pack_habits",
            cancellationToken,
            Texts("models", habits.Select(one => one.Model)),
            Texts("definitions", habits.Select(one => one.Definition)),
            Doubles("documents", habits.Select(one => (double?)one.Habit.Documents)),
            Doubles("outputs", habits.Select(one => (double?)one.Habit.OutputPerDocument)),
            Doubles("deviations", habits.Select(one => (double?)one.Habit.OutputDeviation)),
            Integers("thoughts", habits.Select(one => one.Habit.Thoughts)),
            Doubles("too_large", habits.Select(one => one.Habit.TooLarge)));

    private Task KeepAsync(IReadOnlyList<LearnedModel> models, CancellationToken cancellationToken) =>
        database.RunAsync(
            "keep_model_habits",
            cancellationToken,
            Texts("models", models.Select(one => one.Model)),
            Texts("factors", models.Select(one => JsonSerializer.Serialize(one.Factors.Values))),
            Texts("formats", models.Select(one => one.Format?.ToString())));

    private static LearnedHabit ReadHabit(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        new PackHabit(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4))
        {
            Thoughts = row.GetInt32(5),
            TooLarge = row.IsDBNull(6) ? null : row.GetDouble(6),
        });

    private static LearnedModel ReadModel(NpgsqlDataReader row) => new(
        row.GetString(0),
        TokenFactors.Of(row.GetFieldValue<double[]>(1)),
        !row.IsDBNull(2) && Enum.TryParse<ReplyFormat>(row.GetString(2), out var format) ? format : null);
}
