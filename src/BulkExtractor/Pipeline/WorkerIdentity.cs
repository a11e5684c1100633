namespace BulkExtractor.Pipeline;

/// <summary>Who a worker is in the ledger, and what it may work on.</summary>
/// <param name="WorkerId">Marks its leases and attempts.</param>
/// <param name="Accounts">The ids of the accounts it can use.</param>
/// <param name="OnlyBatch">The one batch it works on; null means every active one.</param>
public sealed record WorkerIdentity(long WorkerId, IReadOnlyList<string> Accounts, long? OnlyBatch = null);
