using BulkExtractor.Notices;

namespace BulkExtractor.Cli.Work;

/// <summary>Makes what brings notices outside, with the variables of this process.</summary>
internal static class Senders
{
    public static NoticeSender Create(TimeProvider clock) => new(
        new Webhook(
            Webhook.CreateHttpClient(allowsInternal: false),
            Webhook.CreateHttpClient(allowsInternal: true),
            Environment.GetEnvironmentVariable,
            clock),
        new Mailbox(Environment.GetEnvironmentVariable),
        clock);
}
