using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>
/// What several models say of one field: most win; on a tie the grounded one, then the surer.
/// Lists are counted by item.
/// </summary>
internal sealed class FieldVote
{
    // Each model that says the same leaves so much of the doubt;
    // one that says what is not in the text hardly casts any.
    private const double DoubtLeft = 0.4;

    private readonly string _pointer;
    private readonly List<List<Vote>> _values;
    private readonly int _voices;
    private readonly ListVote? _list;

    /// <param name="wasAskedFurther">Whether lists were asked again for what they lack.</param>
    public FieldVote(string name, FieldSchema schema, IReadOnlyList<Vote> votes, bool wasAskedFurther)
    {
        (Name, _pointer) = (name, JsonPointers.Join("", name));
        List<Vote> asked = [.. votes.Where(vote => vote.AskedFields is null || vote.AskedFields.Contains(name))];
        _voices = asked.Count;
        // What nobody was asked is as an earlier result has it.
        if (asked.Count == 0) asked = [votes[0]];
        _values =
        [
            .. asked.GroupBy(vote => NormalForm.Key(vote.Fields[name]))
                .Select(same => same.OrderByDescending(IsGrounded).ThenByDescending(ConfidenceOf).ToList())
                .OrderByDescending(same => same.Count)
                .ThenByDescending(same => IsGrounded(same[0]))
                .ThenByDescending(same => ConfidenceOf(same[0])),
        ];
        if (_values.Count > 1) _list = ListVote.Create(name, schema, asked, new ListTerms(Winner, wasAskedFurther));
    }

    /// <summary>The weight of what does not stand in the text, against one of what does.</summary>
    public static double UngroundedWeight => 0.25;

    /// <summary>How sure it is that there is nothing.</summary>
    public static double SureOfNothing => 0.8;

    public string Name { get; }

    /// <summary>Whether anything is said of it, be it null.</summary>
    public bool IsSaid => _list is not null || Winner.Fields.ContainsKey(Name);

    /// <summary>What is taken.</summary>
    public JsonNode? Value => _list is not null ? _list.Value : Winner.Fields[Name]?.DeepClone();

    /// <summary>Whether models were asked for it at all.</summary>
    public bool IsDisputable => _voices > 0;

    /// <summary>
    /// Whether another voice would change nothing that matters: most say the same, or the others only said what
    /// does not stand in the text.
    /// </summary>
    public bool IsSettled => _list?.IsSettled ??
        (_values[0].Count > 1 && _values[0].Count * 2 > _voices)
        || (_voices > 1 && IsGrounded(Winner) && _values.Skip(1).All(same => IsInvented(same[0])));

    /// <summary>The evidence of what is taken: surer where models agree, less sure where they do not.</summary>
    public Evidence Evidence
    {
        get
        {
            if (_list is not null) return _list.Evidence;
            var own = Winner.Evidence.Under(_pointer);
            if (_voices < 2) return own;
            var said = new CandidateValues(_pointer, [.. _values.Select(same => new CandidateValue(
                same[0].Fields[Name]?.DeepClone(), [.. same.Select(vote => vote.Model)]))]);
            var surer = own.Surer(Weigh);
            return surer with
            {
                Confidence = surer.Confidence ?? Weigh(SureOfNothing),
                Flags = said.IsDispute ? [.. surer.Flags, said.Flag] : surer.Flags,
                Said = [said],
            };
        }
    }

    /// <summary>How sure a value is that some agree on and others speak against.</summary>
    public static double Weigh(double confidence, int agreeing, double against) =>
        (1 - ((1 - confidence) * Math.Pow(DoubtLeft, agreeing - 1))) * agreeing / (agreeing + against);

    // The one whose words are taken.
    private Vote Winner => _values[0][0];

    private double Weigh(double confidence) => Weigh(
        confidence,
        _values[0].Count,
        _values.Skip(1).Sum(same => same.Count * (IsInvented(same[0]) ? UngroundedWeight : 1)));

    private bool IsGrounded(Vote vote) => vote.Evidence.IsGrounded(_pointer);

    private bool IsInvented(Vote vote) => vote.Evidence.Under(_pointer).Flags.Count > 0;

    private double ConfidenceOf(Vote vote) => vote.Evidence.Under(_pointer).Confidence ?? 0;
}
