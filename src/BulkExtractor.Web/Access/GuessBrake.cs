namespace BulkExtractor.Web.Access;

/// <summary>
/// Looks at tokens, and slows down who guesses them: after a few wrong ones of an address its next one is looked at
/// only after a wait, which doubles with each. Sessions do not come here, so no guesser ends them.
/// </summary>
internal sealed class GuessBrake(AccessTokens tokens, TimeProvider clock)
{
    /// <summary>Wrong ones that cost nothing: people paste the wrong line.</summary>
    internal const int Free = 5;

    /// <summary>The most addresses that are remembered.</summary>
    internal const int MostAddresses = 10_000;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly RecentTable<string, Guesses> _addresses = new(MostAddresses);
    private readonly Lock _gate = new();

    /// <summary>Whose token it is, or how long nothing from there is looked at.</summary>
    public Look Look(string address, string shown)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var guesses = _addresses.Of(address);
            var role = tokens.Find(shown);
            // Where a token was right it stays so: whoever guesses beside its owner must not lock them out.
            if (guesses.Until > now && !guesses.Knows(role)) return new Look(null, guesses.Until - now);
            if (role is null) guesses.Miss(now);
            else guesses.Hit(role);
            return new Look(role, TimeSpan.Zero);
        }
    }

    private static TimeSpan WaitAfter(int misses) => misses <= Free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(misses - Free - 1, 30))));

    private sealed class Guesses
    {
        private readonly HashSet<string> _right = [];
        private DateTimeOffset _last = DateTimeOffset.MinValue;
        private int _misses;

        public DateTimeOffset Until { get; private set; }

        public bool Knows(string? role) => role is not null && _right.Contains(role);

        public void Hit(string role) => _right.Add(role);

        public void Miss(DateTimeOffset now)
        {
            _misses = now - _last > Memory ? 1 : _misses + 1;
            _last = now;
            Until = now + WaitAfter(_misses);
        }
    }
}

/// <summary>What came of a look at a token.</summary>
/// <param name="Role">Whose it is; null for nobody's, and where it was not looked at.</param>
/// <param name="Wait">How long none from there is looked at.</param>
internal readonly record struct Look(string? Role, TimeSpan Wait);
