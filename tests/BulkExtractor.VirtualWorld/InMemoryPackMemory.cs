using BulkExtractor.Packing;

namespace BulkExtractor.VirtualWorld;

/// <summary>What workers learned of models, kept for those that come after them.</summary>
internal sealed class InMemoryPackMemory : IPackStatsStore
{
    private readonly Dictionary<(string Model, string Definition), DefinitionPackStats> _habits = [];
    private readonly Dictionary<string, ModelPackStats> _models = [];

    public Task<LearnedPackStats> ReadAsync(
        IReadOnlyCollection<string> definitions, CancellationToken cancellationToken) =>
        Task.FromResult(new LearnedPackStats(
            [.. _habits.Values.Where(habit => definitions.Contains(habit.Definition))], [.. _models.Values]));

    public Task KeepAsync(LearnedPackStats learned, CancellationToken cancellationToken)
    {
        foreach (var habit in learned.Habits) _habits[(habit.Model, habit.Definition)] = habit;
        foreach (var model in learned.Models) _models[model.Model] = model;
        return Task.CompletedTask;
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
