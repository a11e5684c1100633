namespace BulkExtractor.Simulator.Faults;

/// <summary>Draws an arrival's fault: the rates stand side by side on a line, and one roll falls on it.</summary>
internal sealed class FaultPlan
{
    private readonly IReadOnlyList<FaultRate> _rates;

    public FaultPlan(IReadOnlyList<FaultRate> rates)
    {
        _rates = rates;
        foreach (var model in rates.Select(rate => rate.Model).Distinct())
        {
            var sum = rates.Where(rate => rate.Model is null || rate.Model == model).Sum(rate => rate.Rate);
            if (sum > 1 + 1e-9) throw new InvalidDataException($"The fault rates add up to {sum:0.###}, over 1.");
        }
    }

    public FaultKind? Draw(string model, Dice dice)
    {
        var roll = dice.Roll(Faults.Draw.Fault);
        foreach (var rate in _rates)
        {
            if (rate.Model is not null && rate.Model != model) continue;
            if (roll < rate.Rate) return rate.Kind;
            roll -= rate.Rate;
        }

        return null;
    }
}
