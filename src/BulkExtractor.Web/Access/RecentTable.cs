namespace BulkExtractor.Web.Access;

/// <summary>Remembers a bounded number of things: for a new one it forgets what was not asked for longest.</summary>
/// <remarks>Whoever uses it from several threads must lock it.</remarks>
internal sealed class RecentTable<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : new()
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _places = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public int Count => _places.Count;

    /// <summary>What is remembered of a key; new where nothing is.</summary>
    public TValue Of(TKey key)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _byUse.Remove(place);
        }
        else
        {
            if (_places.Count >= most) Forget(_byUse.Last!);
            _places[key] = place = new LinkedListNode<(TKey, TValue)>((key, new TValue()));
        }

        _byUse.AddFirst(place);
        return place.Value.Value;
    }

    private void Forget(LinkedListNode<(TKey Key, TValue Value)> place)
    {
        _byUse.Remove(place);
        _places.Remove(place.Value.Key);
    }
}
