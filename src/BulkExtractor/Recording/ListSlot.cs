using BulkExtractor.Batches;

namespace BulkExtractor.Recording;

/// <summary>One thing that lists of several models name, each in its own words or not at all.</summary>
internal sealed class ListSlot
{
    private readonly List<Naming> _namings = [];
    private List<List<Naming>> _wordings = [];

    /// <summary>How many name it.</summary>
    public int Voices => _namings.Count;

    /// <summary>Where it stands in the text.</summary>
    public int Start => _namings[0].Item.Start;

    /// <summary>Whether all that is said of it does not stand in the text.</summary>
    public bool IsInvented => _namings.TrueForAll(naming => naming.Item.IsInvented);

    /// <summary>The item that most say; on a tie the grounded one, then the fuller, then the surer.</summary>
    public ListItem Best => _wordings[0][0].Item;

    /// <summary>How many say it like the best.</summary>
    public int Agreeing => _wordings[0].Count;

    /// <summary>How many say it otherwise, and in words of the text.</summary>
    public int Rivals => _wordings.Skip(1).Where(same => !same[0].Item.IsInvented).Sum(same => same.Count);

    /// <summary>What speaks for it, against those who do not name it.</summary>
    public double Weight => IsInvented ? FieldVote.UngroundedWeight * Voices : Voices;

    /// <summary>What speaks against the best, of so many who could name it.</summary>
    public double Against(int votes) =>
        Rivals + (FieldVote.UngroundedWeight * (Voices - Agreeing - Rivals)) + votes - Voices;

    /// <summary>Whether a model names it already.</summary>
    public bool IsNamedBy(Vote vote) => _namings.Exists(naming => ReferenceEquals(naming.Vote, vote));

    /// <summary>Whether any naming of it fulfils a condition.</summary>
    public bool Exists(Predicate<ListItem> condition) => _namings.Exists(naming => condition(naming.Item));

    /// <summary>Adds what a model says of it.</summary>
    /// <param name="isSame">Whether two items are the same.</param>
    public void Add(Vote vote, ListItem item, Func<ListItem, ListItem, bool> isSame)
    {
        var naming = new Naming(vote, item);
        _namings.Add(naming);
        if (_wordings.Find(same => isSame(same[0].Item, item)) is { } known) known.Add(naming);
        else _wordings.Add([naming]);
        _wordings =
        [
            .. _wordings
                .Select(same => same.OrderByDescending(one => Rank(one.Item)).ToList())
                .OrderByDescending(same => same.Count)
                .ThenByDescending(same => Rank(same[0].Item)),
        ];
    }

    /// <summary>
    /// Who says what of it; who does not name it says nothing, which comes first where that is taken.
    /// </summary>
    public CandidateValues Told(string pointer, IReadOnlyList<Vote> votes, bool isKept)
    {
        List<CandidateValue> said = [.. _wordings.Select(same => new CandidateValue(
            same[0].Item.Value?.DeepClone(), [.. same.Select(naming => naming.Vote.Model)]))];
        string[] silent = [.. votes.Where(vote => !IsNamedBy(vote)).Select(vote => vote.Model)];
        if (silent.Length > 0) said.Insert(isKept ? said.Count : 0, new CandidateValue(null, silent));
        return new CandidateValues(pointer, said);
    }

    private static (bool, int, double) Rank(ListItem item) =>
        (item.IsGrounded, item.Size, item.Evidence.Confidence ?? 0);

    private sealed record Naming(Vote Vote, ListItem Item);
}
