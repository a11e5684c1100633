using System.Text.Json.Nodes;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Jobs;

namespace BulkExtractor.Extraction;

/// <summary>
/// Decides field by field what several answers about one chunk say together, and whether another is wanted.
/// </summary>
public static class Vote
{
    private static readonly FieldSchema Anything = new();

    /// <summary>Counts the answers.</summary>
    /// <param name="opinions">In the order in which they were asked for; the first is of the first model.</param>
    /// <param name="accuracy">How often the first model is right, by field, as far as it was measured.</param>
    public static Ballot Count(
        Definition definition,
        Inquiry inquiry,
        IReadOnlyList<Opinion> opinions,
        IReadOnlyDictionary<string, double> accuracy)
    {
        var (first, further) = Recall.Unite(definition, inquiry, opinions);
        List<Opinion> voters = [first, .. opinions.Skip(1).Where(opinion => !opinion.Further)];
        var wasAskedFurther = opinions.Any(opinion => opinion.Further);
        List<FieldVote> votes =
        [
            .. NamesOf(definition, voters)
                .Select(name => new FieldVote(name, SchemaOf(definition, name), voters, wasAskedFurther)),
        ];
        var weak = voters.Count > 1 ? [] : WeakFields.Of(definition, first, accuracy).ToHashSet();
        List<string> open =
        [
            .. votes.Where(vote => vote.IsDisputable && inquiry.Votes > voters.Count)
                .Where(vote => voters.Count > 1 ? !vote.IsSettled : inquiry.Everywhere || weak.Contains(vote.Name))
                .Select(vote => vote.Name),
        ];
        var another = open.Count == 0 ? null : new FollowUp([.. voters.Select(voter => voter.Key)]);
        return new Ballot(Result(first, votes), open, further ?? another);
    }

    private static Testimony Result(Opinion first, List<FieldVote> votes)
    {
        var fields = new JsonObject();
        foreach (var vote in votes.Where(vote => vote.IsSaid)) fields[vote.Name] = vote.Value;

        List<Evidence> parts = [.. votes.Select(vote => vote.Evidence)];
        var evidence = Evidence.Of(
            parts.SelectMany(part => part.Places).ToDictionary(), [.. parts.SelectMany(part => part.Flags)]);
        return new Testimony(first.Model, fields, evidence with
        {
            Confidence = parts.Min(part => part.Confidence),
            Said = [.. parts.SelectMany(part => part.Said)],
        });
    }

    private static FieldSchema SchemaOf(Definition definition, string name) =>
        definition.Fields.Properties.FirstOrDefault(property => property.Name == name)?.Schema ?? Anything;

    private static IEnumerable<string> NamesOf(Definition definition, List<Opinion> voters) =>
        definition.Fields.Properties.Select(property => property.Name)
            .Concat(voters.SelectMany(voter => voter.Fields.Select(field => field.Key)))
            .Distinct();
}
