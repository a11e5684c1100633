using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Notices;

namespace BulkExtractor.IntegrationTests.Notices;

public sealed class MailTests(TestCluster cluster)
{
    private static readonly NotifyTarget Ops = new("mailto:ops@example.org", ["finished"], null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_is_refused_first_is_taken_once_with_the_id_of_its_notice()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await using var site = new SmtpSite(refusals: 2);
        var batch = await outbox.FinishAsync(Ops);

        var tries = await outbox.DeliverToTheEndAsync(Assert.Single(await outbox.SpreadAsync()), Sender(site));

        var (mail, shown) = (Assert.Single(site.Mails), Assert.Single(await outbox.ShowAsync()));
        Assert.Equal((3, "sent", "127.0.0.1 took it"), (tries, shown.State, shown.Told));
        Assert.Contains($"Message-Id: <{shown.Notice.Id}@example.org>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Subject: [bulk] {shown.Notice.Job}, batch {batch}: finished", mail);
        Assert.Contains("\nextracted: 1", mail);
        Assert.Contains("RCPT TO:<ops@example.org>", site.Said);
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_by_its_number()
    {
        await using var site = new SmtpSite(refusals: 1);

        var outcome = await Sender(site).SendAsync(Delivery(), Token);

        Assert.Equal((false, "127.0.0.1 refused it: 451"), (outcome.Sent, outcome.Told));
    }

    [Fact]
    public async Task A_password_goes_to_this_machine_without_tls_and_nowhere_else()
    {
        await using var site = new SmtpSite();

        var outcome = await Sender(site, $"smtp://me@127.0.0.1:{site.Port}").SendAsync(Delivery(), Token);

        Assert.True(outcome.Sent, outcome.Told);
        Assert.Contains(site.Said, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        await using var hooks = await HookSite.StartAsync();
        await using var site = new SmtpSite(hooks.Certificate);

        var outcome = await Sender(site, $"smtps://127.0.0.1:{site.Port}").SendAsync(Delivery(), Token);

        Assert.Equal((false, "127.0.0.1 has no valid certificate"), (outcome.Sent, outcome.Told));
        Assert.Empty(site.Said);
    }

    [Fact]
    public async Task Without_a_server_that_is_what_is_told()
    {
        using var http = Webhook.CreateHttpClient(allowsInternal: false);
        var webhook = new Webhook(http, http, _ => null, TimeProvider.System);
        var sender = new NoticeSender(webhook, new Mailbox(_ => null), TimeProvider.System);

        Assert.Equal("the variable BULK_SMTP is not set", (await sender.SendAsync(Delivery(), Token)).Told);
    }

    private static NoticeSender Sender(SmtpSite site, string? address = null)
    {
        var http = Webhook.CreateHttpClient(allowsInternal: false);
        string? Variable(string name) => name switch
        {
            "BULK_SMTP" => address ?? $"smtp://127.0.0.1:{site.Port}",
            "BULK_SMTP_PASSWORD" => "let me in",
            "BULK_MAIL_FROM" => "bulk@example.org",
            _ => null,
        };
        return new NoticeSender(
            new Webhook(http, http, Variable, TimeProvider.System), new Mailbox(Variable), TimeProvider.System);
    }

    private static Delivery Delivery() => new(
        1,
        new Notice(1, Guid.NewGuid(), "finished", "notes", TimeProvider.System.GetUtcNow()),
        "mailto:ops@example.org",
        "mail",
        """{"event":"finished"}""");
}
