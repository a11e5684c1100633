using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public sealed class InMemoryPermitLedgerTests : PermitLedgerContract
{
    private readonly ManualClock _clock = new();
    private InMemoryPermitLedger _ledger = null!;
    private long _workers;

    protected override long Batch => 1;

    protected override Task<IPermitLedger> CreateAsync() =>
        Task.FromResult<IPermitLedger>(_ledger = new InMemoryPermitLedger(_clock));

    protected override Task<long> AddWorkerAsync()
    {
        _ledger.See(++_workers);
        return Task.FromResult(_workers);
    }

    protected override Task AdvanceAsync(TimeSpan span)
    {
        _clock.Advance(span);
        return Task.CompletedTask;
    }

    protected override Task AdvanceToAsync(TimeSpan timeOfDay) =>
        AdvanceAsync(_clock.GetUtcNow().UtcDateTime.Date.AddDays(1) + timeOfDay - _clock.GetUtcNow().UtcDateTime);
}
