using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>What the answers about a chunk say together, field by field, and whether another one is wanted.</summary>
/// <param name="Open">The names of the fields on which another model should have a say.</param>
/// <param name="Next">What is asked next; null when enough was said.</param>
public sealed record Ballot(ExtractedAnswer Result, IReadOnlyList<string> Open, Question? Next)
{
    private static readonly FieldSchema Anything = new();

    /// <summary>Counts the answers.</summary>
    /// <param name="answers">In the order in which they were asked for; the first is of the first model.</param>
    /// <param name="question">The latest question.</param>
    public static Ballot Count(IReadOnlyList<Vote> answers, Question question, OutcomeTerms terms)
    {
        if (answers.Count == 1 && !terms.Inquiry.GoesOn) return new Ballot(AnswerOf(answers[0]), [], null);

        var (first, furtherPass) = FurtherPasses.Unite(answers, question, terms);
        List<Vote> votes = [first, .. answers.Skip(1).Where(answer => !answer.IsForFurtherItems)];
        var wasAskedFurther = answers.Any(answer => answer.IsForFurtherItems);
        List<FieldVote> fields =
        [
            .. NamesOf(terms.Definition, votes)
                .Select(name => new FieldVote(name, SchemaOf(terms.Definition, name), votes, wasAskedFurther)),
        ];
        var open = OpenOf(fields, votes, terms);
        var another = open.Count == 0
            ? null
            : question.AskAnotherModel([.. votes.Select(vote => vote.ModelKey)], first.AskedFields);
        return new Ballot(ResultOf(first, fields), open, furtherPass ?? another);
    }

    /// <summary>The result where nothing more is to be had, flagged with the reason.</summary>
    public ExtractedAnswer Without(string reason)
    {
        var flags = Open.Select(name => $"{JsonPointers.Join("", name)}: no other opinion: {reason}");
        var evidence = Result.Evidence;
        return Result with { Evidence = evidence with { Flags = [.. evidence.Flags, .. flags] } };
    }

    // A second model is asked where the first is doubtful, or everywhere; a third where two do not agree.
    private static List<string> OpenOf(List<FieldVote> fields, List<Vote> votes, OutcomeTerms terms)
    {
        if (votes.Count >= terms.Inquiry.Votes) return [];
        var disputable = fields.Where(field => field.IsDisputable);
        if (votes.Count > 1) return [.. disputable.Where(field => !field.IsSettled).Select(field => field.Name)];
        var accuracy = terms.AccuracyOf(votes[0].ModelKey);
        var weak = WeakFields.Find(terms.Definition, votes[0], accuracy).ToHashSet();
        return
        [
            .. disputable.Where(field => terms.Inquiry.Everywhere || weak.Contains(field.Name))
                .Select(field => field.Name),
        ];
    }

    private static ExtractedAnswer AnswerOf(Vote only) => new(only.Model, only.Fields, only.Evidence);

    private static ExtractedAnswer ResultOf(Vote first, List<FieldVote> votes)
    {
        var fields = new JsonObject();
        foreach (var vote in votes.Where(vote => vote.IsSaid)) fields[vote.Name] = vote.Value;

        List<Evidence> parts = [.. votes.Select(vote => vote.Evidence)];
        var evidence = Evidence.From(
            parts.SelectMany(part => part.Places).ToDictionary(), [.. parts.SelectMany(part => part.Flags)]);
        return new ExtractedAnswer(first.Model, fields, evidence with
        {
            Confidence = parts.Min(part => part.Confidence),
            Said = [.. parts.SelectMany(part => part.Said)],
        });
    }

    private static FieldSchema SchemaOf(Definition definition, string name) =>
        definition.Fields.Properties.FirstOrDefault(property => property.Name == name)?.Schema ?? Anything;

    private static IEnumerable<string> NamesOf(Definition definition, List<Vote> votes) =>
        definition.Fields.Properties.Select(property => property.Name)
            .Concat(votes.SelectMany(vote => vote.Fields.Select(field => field.Key)))
            .Distinct();
}
