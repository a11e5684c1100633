namespace BulkExtractor.Simulator.Faults;

/// <summary>What chance decides about an arrival; the same seed and number decide the same.</summary>
internal sealed class FaultPlan
{
    private readonly FaultOptions _options;
    private readonly int _seed;

    public FaultPlan(FaultOptions options, int seed)
    {
        (_options, _seed) = (options, seed);
        foreach (var model in options.Rates.Select(rate => rate.Model).Distinct())
        {
            var rates = options.Rates.Where(rate => rate.Model is null || rate.Model == model);
            var sum = rates.Sum(rate => rate.Rate);
            if (sum > 1 + 1e-9)
                throw new InvalidDataException($"The fault rates add up to {sum:0.###}, over 1.");
        }
    }

    public Dice DiceOf(long number) => new(_seed, number);

    /// <summary>At most one fault: the rates are laid end to end, and the roll picks one of them or none.</summary>
    public FaultKind? Draw(string model, Dice dice)
    {
        var roll = dice.Roll(Faults.Draw.Fault);
        foreach (var rate in _options.Rates)
        {
            if (rate.Model is not null && rate.Model != model) continue;
            if (roll < rate.Rate) return rate.Kind;
            roll -= rate.Rate;
        }

        return null;
    }

    public HeaderPlacement PlacementOf(Dice dice) => _options.Headers == HeaderPlacement.Any
        ? HeaderPlacement.Both + dice.Pick(Faults.Draw.Headers, 3)
        : _options.Headers;
}
