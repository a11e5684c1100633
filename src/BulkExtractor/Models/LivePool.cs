namespace BulkExtractor.Models;

/// <summary>A pool that may change while a worker works with it; each state of it never does.</summary>
public sealed class LivePool(Pool pool)
{
    private volatile Pool _now = pool;

    /// <summary>The pool as it is now.</summary>
    public Pool Now => _now;

    /// <summary>From now on it is another. The scopes of its models must be declared.</summary>
    public void Change(Pool next) => _now = next;
}
