using System.Net;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.IntegrationTests.Simulator;

public sealed class SimulatorLimitTests
{
    // The instant is told by the wall clock, which is slewed against the one that measures the window.
    private static readonly TimeSpan ClockSlew = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_crowd_gets_no_more_than_the_limit_and_the_ledger_saw_them_all()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Limits = new() { Requests = 20 } });

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.AskAsync("text")));

        var scope = (await client.LedgerAsync())["scopes"]![0]!;
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(44, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal((20, 60.0, 64), ((int)scope["limit"]!, (double)scope["window_seconds"]!, (int)scope["fullest"]!));
    }

    [Fact]
    public async Task A_refusal_names_the_instant_at_which_the_window_admits_again()
    {
        await using var client = await SimulatorClient.StartAsync(new()
        {
            Limits = new() { Requests = 1, Scale = 30 },
            Faults = new() { Headers = HeaderPlacement.Both },
        });
        using var first = await client.AskAsync("text");
        using var refused = await client.AskAsync("text");

        var reset = long.Parse(refused.Headers.GetValues("X-RateLimit-Reset").Single());
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(reset) - TimeProvider.System.GetUtcNow();
        Assert.InRange(wait.TotalMilliseconds, -1_000, 2_001);
        if (wait > TimeSpan.Zero) await Task.Delay(wait + ClockSlew, TestContext.Current.CancellationToken);
        using var again = await client.AskAsync("text");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task The_ledger_counts_who_comes_after_a_model_was_seen_gone()
    {
        var gone = new GoneModel(SimulatorClient.Model, TimeSpan.Zero);
        await using var client = await SimulatorClient.StartAsync(new() { Faults = new() { Gone = [gone] } });
        using var first = await client.AskAsync("text");
        Assert.Equal(0, (int)(await client.LedgerAsync())["after_gone"]![SimulatorClient.Model]!);

        using var second = await client.AskAsync("text");

        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
        Assert.Equal(1, (int)(await client.LedgerAsync())["after_gone"]![SimulatorClient.Model]!);
    }
}
