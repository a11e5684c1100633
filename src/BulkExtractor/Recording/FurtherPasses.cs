using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Recording;

/// <summary>Asks lists again for what was missed, until a pass brings nothing new.</summary>
internal static class FurtherPasses
{
    // A longer list is told by its beginning: what is named twice is united all the same.
    private const int LongestFound = 4_000;

    /// <summary>The first answer with all that later passes found, and what the next one is asked, if any.</summary>
    /// <remarks>
    /// Where nothing at all was found, lists are taken to be empty: a request more would mostly say so again.
    /// </remarks>
    public static (Vote First, Question? Next) Unite(
        IReadOnlyList<Vote> answers, Question question, OutcomeTerms terms)
    {
        var definition = terms.Definition;
        List<Vote> passes = [.. answers.Where((answer, place) => place == 0 || answer.IsForFurtherItems)];
        var (all, before) = (United(definition, passes), United(definition, passes.SkipLast(1)));
        var asked = definition.Fields.ListNames
            .Where(name => answers[0].AskedFields is null || answers[0].AskedFields!.Contains(name))
            .ToList();
        var isNew = CountItems(all, asked) > CountItems(before, asked);
        var next = isNew && passes.Count < terms.Inquiry.Passes
            ? question.AskFurtherItems(asked, Found(all!, asked))
            : null;
        return (all!, next);
    }

    private static Vote? United(Definition definition, IEnumerable<Vote> passes)
    {
        List<Vote> all = [.. passes];
        if (all.Count == 0) return null;
        var answers = all.Select(pass => new ExtractedAnswer(pass.Model, pass.Fields, pass.Evidence));
        var united = Merge.Unite(definition.Fields, [.. answers]);
        return all[0] with { Fields = united.Fields, Evidence = united.Evidence };
    }

    private static int CountItems(Vote? answer, List<string> lists) =>
        lists.Sum(name => (answer?.Fields[name] as JsonArray)?.Count ?? 0);

    private static string Found(Vote answer, List<string> lists)
    {
        var text = new StringBuilder();
        foreach (var name in lists)
        {
            if (answer.Fields[name] is not JsonArray { Count: > 0 } items) continue;
            text.Append(text.Length > 0 ? "; " : "").Append(name).Append(": ")
                .AppendJoin(", ", items.Select(item => Excerpt.Cut(item)));
            if (text.Length > LongestFound) return text.ToString(0, LongestFound);
        }

        return text.ToString();
    }
}
