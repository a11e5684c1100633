using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>What several models say of a list, item by item: an item is taken if most name it.</summary>
/// <remarks>
/// One that half of them name is taken if it stands in the text, or if the leading model names it and nothing speaks
/// against it. Where later passes asked for what lists lack, an item in the text needs no majority: the others were not
/// asked as often.
/// </remarks>
internal sealed class ListVote
{
    private readonly string _pointer;
    private readonly FieldSchema _schema;
    private readonly IReadOnlyList<Vote> _votes;
    private readonly List<ListSlot> _slots = [];
    private readonly List<ListSlot> _kept;
    private readonly int _found;

    private ListVote(string name, FieldSchema schema, IReadOnlyList<Vote> votes, ListTerms terms)
    {
        (_pointer, _schema, _votes) = (JsonPointers.Join("", name), schema, votes);
        foreach (var vote in votes) Add(vote, vote.Fields[name] as JsonArray ?? []);
        var found = _slots.Where(slot => IsKept(slot, terms)).ToList();
        _found = found.Count;
        _kept =
        [
            .. found.OrderByDescending(slot => slot.Voices).Take(schema.MaxItems ?? int.MaxValue)
                .OrderBy(slot => slot.Start),
        ];
    }

    /// <summary>Whether another voice would change nothing that matters.</summary>
    public bool IsSettled => _slots.TrueForAll(IsSettledOn);

    /// <summary>The items that are taken, in the order of the text.</summary>
    public JsonArray Value => [.. _kept.Select(slot => slot.Best.Value?.DeepClone())];

    /// <summary>The evidence of what is taken, and of what is not.</summary>
    public Evidence Evidence
    {
        get
        {
            var dropped = _slots.Except(_kept).ToList();
            List<Evidence> items = [.. _kept.Select((slot, place) => slot.Best.Evidence
                .Moved("", $"{_pointer}/{place}")
                .Surer(confidence => FieldVote.Weigh(confidence, slot.Agreeing, slot.Against(_votes.Count))))];
            List<CandidateValues> said =
            [
                .. _kept.Select((slot, place) => slot.Told($"{_pointer}/{place}", _votes, isKept: true)),
                .. dropped.Select(slot => slot.Told(_pointer, _votes, isKept: false)),
            ];
            List<string> flags =
            [
                .. items.SelectMany(item => item.Flags),
                .. said.Where(one => one.IsDispute).Select(one => one.Flag),
            ];
            if (_found > _kept.Count) flags.Add($"{_pointer}: {_found} were found, more than the schema allows");
            return Evidence.From(items.SelectMany(item => item.Places).ToDictionary(), flags) with
            {
                Confidence = _kept.Zip(items, SureOf).Concat(dropped.Select(SureOfNone)).DefaultIfEmpty(1).Min(),
                Said = said,
            };
        }
    }

    /// <summary>The vote on lists that differ; null where lists as a whole tell more.</summary>
    /// <param name="votes">Those who were asked for it.</param>
    public static ListVote? Create(string name, FieldSchema schema, IReadOnlyList<Vote> votes, ListTerms terms)
    {
        var said = votes.Select(vote => vote.Fields[name]).ToList();
        if (said.Exists(value => value is not (null or JsonArray)) || said.TrueForAll(value => value is null))
            return null;
        if (schema.FirstItems.Count > 0) return null;
        var vote = new ListVote(name, schema, votes, terms);
        var isMeantToBeEmpty = said.Count(value => value is JsonArray { Count: > 0 }) * 2 <= votes.Count;
        return vote._kept.Count < (schema.MinItems ?? 0) || (vote._kept.Count == 0 && !isMeantToBeEmpty) ? null : vote;
    }

    // What is the same goes together first, then what tells of the same place.
    private void Add(Vote vote, JsonArray list)
    {
        var rest = new List<ListItem>();
        foreach (var item in ListItem.Split(list, _pointer, vote.Evidence).Where(item => item.Key.Length > 0))
        {
            if (!Join(vote, item, one => one.IsSame(item, _schema))) rest.Add(item);
        }

        foreach (var item in rest.Where(item => !Join(vote, item, one => one.IsRivalOf(item))))
        {
            var slot = new ListSlot();
            slot.Add(vote, item, IsSame);
            _slots.Add(slot);
        }
    }

    private bool Join(Vote vote, ListItem item, Predicate<ListItem> belongs)
    {
        var slot = _slots.Find(slot => !slot.IsNamedBy(vote) && slot.Exists(belongs));
        slot?.Add(vote, item, IsSame);
        return slot is not null;
    }

    private bool IsSame(ListItem one, ListItem other) => one.IsSame(other, _schema);

    private bool IsKept(ListSlot slot, ListTerms terms)
    {
        if (slot.Voices * 2 > _votes.Count) return true;
        if (slot.IsInvented) return false;
        return slot.Voices * 2 == _votes.Count
            ? slot.Best.IsGrounded || slot.IsNamedBy(terms.Leader)
            : terms.WasAskedFurther && slot.Best.IsGrounded;
    }

    private bool IsSettledOn(ListSlot slot)
    {
        if (slot.Voices * 2 == _votes.Count) return slot.IsInvented;
        return slot.Voices * 2 < _votes.Count
            || slot.Agreeing * 2 > _votes.Count
            || (slot.Best.IsGrounded && slot.Rivals == 0);
    }

    private double SureOf(ListSlot slot, Evidence item) => item.Confidence
        ?? FieldVote.Weigh(FieldVote.SureOfNothing, slot.Agreeing, slot.Against(_votes.Count));

    private double SureOfNone(ListSlot slot) =>
        FieldVote.Weigh(FieldVote.SureOfNothing, Math.Max(1, _votes.Count - slot.Voices), slot.Weight);
}

/// <summary>What decides about an item that has no majority.</summary>
/// <param name="Leader">The one whose whole list would be taken.</param>
/// <param name="WasAskedFurther">Whether lists were asked again for what they lack.</param>
internal sealed record ListTerms(Vote Leader, bool WasAskedFurther);
