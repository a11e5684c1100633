namespace BulkExtractor.Tests.Limits;

public abstract partial class PermitLedgerContract
{
    [Fact]
    public async Task What_is_held_weighs_on_its_window_as_if_it_were_granted_just_now()
    {
        var ledger = await CreateAsync(PerMinute);
        var taken = await TakeAsync(ledger, 3, PerMinute);
        await AdvanceAsync(TimeSpan.FromSeconds(50));
        await ledger.HoldAsync([taken[0].AttemptId!.Value], Token);
        await AdvanceAsync(TimeSpan.FromSeconds(12));

        var again = await TakeAsync(ledger, 3, PerMinute);

        Assert.Equal([true, true, false], again.Select(answer => answer.AttemptId is not null));
        Assert.Equal(TimeSpan.FromSeconds(49), again[2].Wait);
    }
}
