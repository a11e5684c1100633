using BulkExtractor.Packing;

namespace BulkExtractor.VirtualWorld;

/// <summary>What workers learned of models, kept for those that come after them.</summary>
internal sealed class InMemoryPackMemory : IPackMemory
{
    private readonly Dictionary<(string Model, string Definition), LearnedHabit> _habits = [];
    private readonly Dictionary<string, LearnedModel> _models = [];

    public Task<Learned> ReadAsync(IReadOnlyCollection<string> definitions, CancellationToken cancellationToken) =>
        Task.FromResult(new Learned(
            [.. _habits.Values.Where(habit => definitions.Contains(habit.Definition))], [.. _models.Values]));

    public Task KeepAsync(Learned learned, CancellationToken cancellationToken)
    {
        foreach (var habit in learned.Habits) _habits[(habit.Model, habit.Definition)] = habit;
        foreach (var model in learned.Models) _models[model.Model] = model;
        return Task.CompletedTask;
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
