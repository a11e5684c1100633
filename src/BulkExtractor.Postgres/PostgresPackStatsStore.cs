using System.Text.Json;
using BulkExtractor.Batches;
using BulkExtractor.Packing;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What workers learned of models, in PostgreSQL.</summary>
public sealed class PostgresPackStatsStore(Database database) : IPackStatsStore
{
    /// <inheritdoc/>
    public async Task<LearnedPackStats> ReadAsync(
        IReadOnlyCollection<string> definitions, CancellationToken cancellationToken) => new(
        await database.ListAsync(
            "read_pack_stats", ReadHabit, cancellationToken, Texts("definitions", definitions), Age),
        await database.ListAsync(
            "read_model_stats", ReadModel, cancellationToken, Age, Span("format_age", ModelPackStats.FormatMemory)));

    /// <inheritdoc/>
    public async Task KeepAsync(LearnedPackStats learned, CancellationToken cancellationToken)
    {
        // In one order for all workers, so that two that keep at once wait for each other instead of locking up.
        var habits = learned.Habits.OrderBy(one => $"{one.Definition} {one.Model}", StringComparer.Ordinal).ToList();
        var models = learned.Models.OrderBy(one => one.Model, StringComparer.Ordinal).ToList();
        if (habits.Count > 0) await KeepAsync(habits, cancellationToken);
        if (models.Count > 0) await KeepAsync(models, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(CancellationToken cancellationToken) =>
        database.RunAsync("forget_pack_stats", cancellationToken, Age);

    private static Parameter Age => Span("age", LearnedPackStats.Memory);

    private Task<int> KeepAsync(IReadOnlyList<DefinitionPackStats> habits, CancellationToken cancellationToken) =>
        database.RunAsync(
            "keep_pack_stats",
            cancellationToken,
            Texts("models", habits.Select(one => one.Model)),
            Texts("definitions", habits.Select(one => one.Definition)),
            Doubles("documents", habits.Select(one => (double?)one.Habit.Documents)),
            Doubles("outputs", habits.Select(one => (double?)one.Habit.OutputPerDocument)),
            Doubles("deviations", habits.Select(one => (double?)one.Habit.OutputDeviation)),
            Integers("thoughts", habits.Select(one => one.Habit.Thoughts)),
            Doubles("too_large", habits.Select(one => one.Habit.TooLarge)));

    private Task<int> KeepAsync(IReadOnlyList<ModelPackStats> models, CancellationToken cancellationToken) =>
        database.RunAsync(
            "keep_model_stats",
            cancellationToken,
            Texts("models", models.Select(one => one.Model)),
            Texts("factors", models.Select(one => JsonSerializer.Serialize(one.Factors.Values))),
            Texts("formats", models.Select(one => one.Format?.ToString())));

    private static DefinitionPackStats ReadHabit(Row row) => new(
        row.Text("model"),
        row.Text("definition_key"),
        new PackStats(row.Double("documents"), row.Double("output_per_document"), row.Double("output_deviation"))
        {
            Thoughts = row.Int32("thoughts"),
            TooLarge = row.DoubleOrNull("too_large"),
        });

    private static ModelPackStats ReadModel(Row row) => new(
        row.Text("model"),
        TokenFactors.Create(row.Doubles("token_factors")),
        Enum.TryParse<ReplyFormat>(row.TextOrNull("reply_format"), out var format) ? format : null);
}
