namespace BulkExtractor.Tests.Pipeline;

/// <summary>
/// Refusals at random, in virtual time: status × shape × words × who answered before × one or several accounts. The
/// seed is printed when something fails; set <c>BULK_FUZZ_SEED</c> to see it again.
/// </summary>
public sealed class RefusalFuzzTests
{
    private const int Refusals = 20_000;
    private const int PerWorld = 40;

    [Fact]
    public async Task No_document_is_given_up_unproven_and_no_scope_is_paused_too_long_or_asked_too_soon()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("BULK_FUZZ_SEED"), out var told)
            ? told
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var given = 0;
        for (var refused = 0; refused < Refusals;)
        {
            var world = new FuzzedRefusals(random, $"seed {seed}, after {refused} refusals");
            await world.RunAsync(PerWorld, TestContext.Current.CancellationToken);
            refused += world.Refused;
            given += world.GivenUp;
        }

        // Else the rules that it holds were never tried.
        Assert.InRange(given, 100, Refusals / 4);
    }
}
