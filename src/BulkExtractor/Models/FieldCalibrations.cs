using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>What the confidences of a model's values are worth, field by field.</summary>
/// <remarks>
/// A field on which a model read little gold is believed as the other models' readings of it say, and without those as
/// it says itself. Other fields tell nothing: a model that swaps dates may well read names.
/// </remarks>
public sealed class FieldCalibrations
{
    private readonly IReadOnlyDictionary<string, Calibration> _fields;

    private FieldCalibrations(IReadOnlyDictionary<string, Calibration> fields) => _fields = fields;

    /// <summary>Nothing was measured: every confidence is worth what it says.</summary>
    public static FieldCalibrations None { get; } = new(new Dictionary<string, Calibration>());

    /// <summary>Those of a model, by its key.</summary>
    /// <remarks>What benched models read counts for nobody else: it is asked of others.</remarks>
    public static FieldCalibrations Create(IReadOnlyCollection<ModelAccuracy> standings, string model)
    {
        var (own, others) = (standings.Where(IsOwn), standings.Where(one => !IsOwn(one) && one.Quarantine is null));
        return None.With(others).With(own);

        bool IsOwn(ModelAccuracy standing) => standing.Accuracy.Model == model;
    }

    /// <summary>Whether nothing was measured.</summary>
    internal bool AreEmpty => _fields.Count == 0;

    /// <summary>The chance that a value is right of which the program is so sure.</summary>
    /// <param name="pointer">A JSON pointer into the fields: gold tells of whole fields.</param>
    internal double Create(string pointer, double confidence) =>
        _fields.GetValueOrDefault(pointer.Split('/')[1], Calibration.None).Fit(confidence);

    private FieldCalibrations With(IEnumerable<ModelAccuracy> standings)
    {
        var fields = _fields.ToDictionary();
        var read = standings.SelectMany(standing => standing.Accuracy.Fields);
        foreach (var field in read.GroupBy(one => JsonPointers.StepOf(one.Field)))
        {
            fields[field.Key] = Calibration.Fit(
                field.SelectMany(one => one.Levels), fields.GetValueOrDefault(field.Key, Calibration.None));
        }

        return new FieldCalibrations(fields);
    }
}
