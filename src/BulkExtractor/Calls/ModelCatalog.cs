using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>The pool file and, beside it, what the providers list: what can be asked today.</summary>
public sealed class ModelCatalog(ProviderClient provider, TimeProvider clock)
{
    /// <summary>
    /// The pool after every account was asked whose models are to be discovered. Where a provider cannot be
    /// asked, its models stay as they are, and that is said.
    /// </summary>
    public async Task<Discovered> RefreshAsync(Pool pool, CancellationToken cancellationToken)
    {
        var (notices, problems) = (new List<string>(), new List<string>());
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var account in pool.Accounts.Where(account => account.Discovers))
        {
            var told = await provider.ListModelsAsync(account, cancellationToken);
            if (told.Value is { } listing)
            {
                (pool, var changes) = Discovery.Join(pool, account, listing, today);
                notices.AddRange(changes);
            }
            else
            {
                problems.Add($"{account.Name} {told.Problem}, so its models stay as they are known");
            }
        }

        return new Discovered(pool, notices) { Problems = problems };
    }
}
