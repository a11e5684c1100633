using BulkExtractor.Extraction.Grounding;

namespace BulkExtractor.Extraction;

/// <summary>What several models say of one field: most win; on a tie the grounded one, then the surer.</summary>
internal sealed class FieldVote
{
    // Each model that says the same leaves so much of the doubt; one that says what is not in the text hardly casts any.
    private const double DoubtLeft = 0.4;
    private const double UngroundedWeight = 0.25;
    private const double SureOfNothing = 0.8;

    private readonly string _pointer;
    private readonly List<List<Opinion>> _values;
    private readonly int _voices;

    public FieldVote(string name, IReadOnlyList<Opinion> voters)
    {
        (Name, _pointer) = (name, $"/{SchemaCheck.Escape(name)}");
        List<Opinion> asked = [.. voters.Where(voter => voter.Asked is null || voter.Asked.Contains(name))];
        _voices = asked.Count;
        // What nobody was asked is as an earlier result has it.
        if (asked.Count == 0) asked = [voters[0]];
        _values =
        [
            .. asked.GroupBy(voter => NormalForm.Key(voter.Fields[name]))
                .Select(same => same.OrderByDescending(IsGrounded).ThenByDescending(ConfidenceOf).ToList())
                .OrderByDescending(same => same.Count)
                .ThenByDescending(same => IsGrounded(same[0]))
                .ThenByDescending(same => ConfidenceOf(same[0])),
        ];
    }

    public string Name { get; }

    /// <summary>The one whose words are taken.</summary>
    public Opinion Winner => _values[0][0];

    /// <summary>Whether models were asked for it at all.</summary>
    public bool IsDisputable => _voices > 0;

    /// <summary>
    /// Whether another voice would change nothing that matters: most say the same, or the others only said what does not
    /// stand in the text.
    /// </summary>
    public bool IsSettled =>
        (_values[0].Count > 1 && _values[0].Count * 2 > _voices)
        || (_voices > 1 && IsGrounded(Winner) && _values.Skip(1).All(same => IsInvented(same[0])));

    /// <summary>The evidence of what is taken: surer where models agree, less sure where they do not.</summary>
    public Evidence Evidence
    {
        get
        {
            var own = Winner.Evidence.Under(_pointer);
            if (_voices < 2) return own;
            var said = new Said(_pointer, [.. _values.Select(same => new SaidValue(
                same[0].Fields[Name]?.DeepClone(), [.. same.Select(voter => voter.Model)]))]);
            var surer = own.Surer(Weigh);
            return surer with
            {
                Confidence = surer.Confidence ?? Weigh(SureOfNothing),
                Flags = said.IsDispute ? [.. surer.Flags, said.Flag] : surer.Flags,
                Said = [said],
            };
        }
    }

    private double Weigh(double confidence)
    {
        var agreeing = _values[0].Count;
        var against = _values.Skip(1).Sum(same => same.Count * (IsInvented(same[0]) ? UngroundedWeight : 1));
        return (1 - ((1 - confidence) * Math.Pow(DoubtLeft, agreeing - 1))) * agreeing / (agreeing + against);
    }

    private bool IsGrounded(Opinion voter) => voter.Evidence.IsGrounded(_pointer);

    private bool IsInvented(Opinion voter) => voter.Evidence.Under(_pointer).Flags.Count > 0;

    private double ConfidenceOf(Opinion voter) => voter.Evidence.Under(_pointer).Confidence ?? 0;
}
