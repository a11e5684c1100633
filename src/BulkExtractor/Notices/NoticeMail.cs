using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using MimeKit;

namespace BulkExtractor.Notices;

/// <summary>A notice as a mail: what happened in its subject, all that is known in its text.</summary>
internal static class NoticeMail
{
    /// <summary>The mail; its id is the notice's, so that one that comes twice is known.</summary>
    public static MimeMessage Write(Delivery delivery, MailSettings settings)
    {
        if (!MailboxAddress.TryParse(settings.From, out var from))
            throw new InputException("BULK_MAIL_FROM must be an address like bulk@example.org");
        var mail = new MimeMessage
        {
            MessageId = $"{delivery.Notice.Id}@{from.Domain}",
            Date = delivery.Notice.At,
            Subject = $"[bulk] {delivery.Notice.About}: {delivery.Notice.Event.Replace('_', ' ')}",
            Body = new TextPart("plain") { Text = Text(delivery) },
        };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress("", NotifyTarget.MailAddress(delivery.Target)));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    // One line for each thing that is known.
    private static string Text(Delivery delivery) => string.Join(
        "\r\n",
        JsonNode.Parse(delivery.Body)!.AsObject()
            .Where(member => member.Value is not null)
            .Select(member => $"{member.Key}: {Plain(member.Value!)}")) + "\r\n";

    // A line break in a file's name must not look like a line of ours.
    private static string Plain(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var plain)
            ? string.Concat(plain.Select(sign => char.IsControl(sign) ? ' ' : sign))
            : value.ToJsonString();
}
