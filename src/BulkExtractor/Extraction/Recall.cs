using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Jobs;

namespace BulkExtractor.Extraction;

/// <summary>Asks lists again for what was missed, until a pass brings nothing new.</summary>
internal static class Recall
{
    // A longer list is told by its beginning: what is named twice is united all the same.
    private const int LongestFound = 4_000;

    /// <summary>The first answer with all that later passes found, and what the next one is asked, if any.</summary>
    /// <remarks>
    /// Where nothing at all was found, lists are taken to be empty: a request more would mostly say so again.
    /// </remarks>
    public static (Opinion First, FollowUp? Next) Unite(
        Definition definition, Inquiry inquiry, IReadOnlyList<Opinion> opinions)
    {
        List<Opinion> passes = [.. opinions.Where((opinion, place) => place == 0 || opinion.Further)];
        var (all, before) = (United(definition, passes), United(definition, passes.SkipLast(1)));
        var asked = definition.Fields.ListNames
            .Where(name => opinions[0].Asked is null || opinions[0].Asked!.Contains(name))
            .ToList();
        var isNew = CountItems(all, asked) > (before is null ? 0 : CountItems(before, asked));
        var next = isNew && passes.Count < inquiry.Passes
            ? new FollowUp([]) { Asked = asked, Found = Found(all!, asked) }
            : null;
        return (all!, next);
    }

    private static Opinion? United(Definition definition, IEnumerable<Opinion> passes)
    {
        List<Opinion> all = [.. passes];
        if (all.Count == 0) return null;
        var testimonies = all.Select(pass => new Testimony(pass.Model, pass.Fields, pass.Evidence));
        var united = Merge.Of(definition.Fields, [.. testimonies]);
        return all[0] with { Fields = united.Fields, Evidence = united.Evidence };
    }

    private static int CountItems(Opinion? answer, List<string> lists) =>
        lists.Sum(name => (answer?.Fields[name] as JsonArray)?.Count ?? 0);

    private static string Found(Opinion answer, List<string> lists)
    {
        var text = new StringBuilder();
        foreach (var name in lists)
        {
            if (answer.Fields[name] is not JsonArray { Count: > 0 } items) continue;
            text.Append(text.Length > 0 ? "; " : "").Append(name).Append(": ")
                .AppendJoin(", ", items.Select(item => Excerpt.Of(item)));
            if (text.Length > LongestFound) return text.ToString(0, LongestFound);
        }

        return text.ToString();
    }
}
