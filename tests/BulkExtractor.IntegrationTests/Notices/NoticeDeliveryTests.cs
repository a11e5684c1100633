using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Notices;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Notices;

public sealed class NoticeDeliveryTests(TestCluster cluster)
{
    private const string Hook = "https://hook.example/hook";
    private const string Other = "https://hook.example/other";
    private const string Secret = "a secret of ours";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_five_times_arrives_with_the_same_id_and_words_and_is_signed_each_time()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        site.Answer = (_, _) => Task.FromResult(site.All.Count <= 5 ? 500 : 200);
        var batch = await outbox.FinishAsync(Outbox.To(Hook, "finished"));

        var tries = await outbox.DeliverToTheEndAsync(Assert.Single(await outbox.SpreadAsync()), Sender(site));

        Assert.Equal((6, 6), (tries, site.All.Count));
        Assert.Single(site.All.Select(one => one.Body).Distinct());
        var body = JsonNode.Parse(site.All[0].Body)!;
        Assert.Equal(
            ("finished", $"{batch}", "finished", 1),
            ((string)body["event"]!, (string)body["batch"]!, (string)body["state"]!, (int)body["extracted"]!));
        Assert.All(site.All, one => Assert.Equal((string)body["id"]!, one.Headers["webhook-id"]));
        Assert.All(site.All, one => Assert.Equal(Signature(one), one.Headers["webhook-signature"]));
        var shown = Assert.Single(await outbox.ShowAsync());
        Assert.Equal(("sent", 6, "it answered 200"), (shown.State, shown.Attempts, shown.Told));
    }

    [Fact]
    public async Task Of_one_batch_a_target_hears_in_order()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        site.Answer = (_, _) => Task.FromResult(site.All.Count <= 2 ? 503 : 200);
        var batch = await outbox.FinishAsync(Outbox.To(Hook, "waiting_for_quota", "finished"));
        await outbox.TellAsync(batch, "waiting_for_quota");
        var notices = await outbox.SpreadAsync();

        // The later one is tried first, and more often.
        await outbox.DeliverAsync(notices[1], Sender(site));
        await outbox.DeliverAsync(notices[1], Sender(site));
        await outbox.DeliverToTheEndAsync(notices[1], Sender(site));

        Assert.Equal(["finished", "finished", "finished", "waiting_for_quota"], site.All.Select(EventOf));
    }

    [Fact]
    public async Task What_is_not_spread_yet_holds_back_what_came_later()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        var batch = await outbox.FinishAsync(Outbox.To(Hook, "waiting_for_quota", "finished"));
        await outbox.TellAsync(batch, "waiting_for_quota");
        var notices = await outbox.SpreadAsync();
        await outbox.App.ExecuteAsync(
            $"update bulk.notices set spread_at = null where notice_id = {notices[0]}");

        await outbox.DeliverAsync(notices[1], Sender(site));

        Assert.DoesNotContain("waiting_for_quota", site.All.Select(EventOf));
    }

    [Fact]
    public async Task A_batch_whose_notice_is_not_taken_holds_up_no_other_batch()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        var bad = await outbox.FinishAsync(Outbox.To(Hook, "finished"));
        var good = await outbox.FinishAsync(Outbox.To(Hook, "finished"));
        site.Answer = (one, _) => Task.FromResult(BatchOf(one) == $"{bad}" ? 400 : 200);

        await outbox.DeliverAsync((await outbox.SpreadAsync())[0], Sender(site));

        Assert.Equal([$"{bad}", $"{good}"], site.All.Select(BatchOf));
        Assert.Equal(["sent", "waiting"], (await outbox.ShowAsync()).Select(one => one.State));
    }

    [Fact]
    public async Task A_target_that_never_answers_holds_up_no_other_target()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        var (clock, stuck) = (new ManualClock(), new TaskCompletionSource());
        site.Answer = async (one, token) =>
        {
            if (one.Path != "/hook") return 200;
            stuck.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 200;
        };
        await outbox.FinishAsync(Outbox.To(Hook, "finished"), Outbox.To(Other, "finished"));
        var first = Assert.Single(await outbox.SpreadAsync());

        var delivering = outbox.DeliverAsync(first, Sender(site, clock));
        await stuck.Task.WaitAsync(Token);
        await outbox.FinishAsync(Outbox.To(Hook, "finished"), Outbox.To(Other, "finished"));
        var second = Assert.Single(await outbox.SpreadAsync());
        await outbox.DeliverAsync(second, Sender(site));

        // While the first still hangs, its sender alone is there, and the other target has heard of both.
        Assert.False(delivering.IsCompleted);
        Assert.Equal((1, 2), (site.At("/hook").Count(), site.At("/other").Count()));
        clock.Advance(INoticeSender.Patience);
        Assert.NotNull(await delivering);
        Assert.Contains("it did not answer within 10 s", (await outbox.ShowAsync()).Select(one => one.Told));
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_left_alone_by_all_that_waits_for_it()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        site.Answer = (_, _) => throw new IOException("broken off");
        foreach (var _ in Enumerable.Range(1, 4)) await outbox.FinishAsync(Outbox.To(Hook, "finished"));
        var sender = new CountedTries(_ => new DeliveryOutcome(false, "it cannot be reached") { Unreachable = true });

        foreach (var notice in await outbox.SpreadAsync()) await outbox.DeliverAsync(notice, sender);

        Assert.Equal(1, sender.Tries);
    }

    [Fact]
    public async Task What_is_not_taken_for_a_day_is_given_up_and_shown()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var sender = new CountedTries(_ => new DeliveryOutcome(false, "it answered 410"));
        await outbox.FinishAsync(Outbox.To(Hook, "finished"));
        var began = await outbox.App.Clock.NowAsync();

        await outbox.DeliverToTheEndAsync(Assert.Single(await outbox.SpreadAsync()), sender);

        var shown = Assert.Single(await outbox.ShowAsync());
        Assert.Equal(("given up", "it answered 410", sender.Tries), (shown.State, shown.Told, shown.Attempts));
        Assert.Equal(TimeSpan.FromDays(1), shown.EndedAt - began);
        Assert.InRange(sender.Tries, 30, 40);
    }

    [Fact]
    public async Task What_a_sender_that_died_had_in_hand_is_sent_by_another_one()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        await outbox.FinishAsync(Outbox.To(Hook, "finished"));
        var notice = Assert.Single(await outbox.SpreadAsync());
        Assert.True(await outbox.Store.ClaimTargetAsync(Hook, "dead", TimeSpan.FromSeconds(20), Token));

        Assert.NotNull(await outbox.DeliverAsync(notice, Sender(site)));
        Assert.Empty(site.All);
        await outbox.App.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([notice], await outbox.Store.ListDueAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Null(await outbox.DeliverAsync(notice, Sender(site)));

        Assert.Single(site.All);
    }

    [Fact]
    public async Task A_ping_is_a_plain_request()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = await HookSite.StartAsync();
        await outbox.App.ExecuteAsync("""
            insert into bulk.nightly_runs (job, folder, by_hand, state, notify)
            values ('notes', 'notes', true, 'extracting', '[{"to":"https://hook.example/ping/1","when":["run_done"]}]');
            update bulk.nightly_runs set state = 'finished', ended_at = bulk.clock();
            """);

        await outbox.DeliverToTheEndAsync(Assert.Single(await outbox.SpreadAsync()), Sender(site));

        var ping = Assert.Single(site.All);
        Assert.Equal(("GET", "/ping/1", ""), (ping.Method, ping.Path, ping.Body));
        Assert.DoesNotContain("webhook-signature", ping.Headers.Keys);
    }

    private static NoticeSender Sender(HookSite site, TimeProvider? clock = null) => new(
        site.CreateWebhook(name => name == "HOOK" ? Secret : null),
        new Mailbox(_ => null),
        clock ?? TimeProvider.System);

    private static string EventOf(Arrived one) => (string)JsonNode.Parse(one.Body)!["event"]!;

    private static string BatchOf(Arrived one) => (string)JsonNode.Parse(one.Body)!["batch"]!;

    // As a receiver works it out, from what it received.
    private static string Signature(Arrived one)
    {
        var seconds = long.Parse(one.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);
        Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds, 0, 60);
        var signed = $"{one.Headers["webhook-id"]}.{seconds}.{one.Body}";
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(Secret));
        return $"v1,{Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(signed)))}";
    }

    private sealed class CountedTries(Func<Delivery, DeliveryOutcome> answer) : INoticeSender
    {
        public int Tries { get; private set; }

        public Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
        {
            Tries++;
            return Task.FromResult(answer(delivery));
        }
    }
}
