using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

public sealed class NoticeMailTests
{
    private static readonly Delivery Rejected = new(
        1,
        new Notice(
            1,
            Guid.Parse("6f1f0f1e-3f0a-4d8e-9a57-0d9a4a1c2b3d"),
            "rejected_file",
            "notes",
            new DateTimeOffset(2026, 1, 27, 2, 0, 0, TimeSpan.Zero)),
        "mailto:ops@example.org",
        "mail",
        """{"event":"rejected_file","batch":null,"file":"a.csv\r\nBcc: a@b.example","reason":"no column 'text'"}""");

    private static readonly MailSettings Settings = new("mail.example", 465, true, "Bulk <bulk@example.org>");

    [Fact]
    public void Its_subject_says_what_happened_and_its_text_all_that_is_known()
    {
        var mail = NoticeMail.Write(Rejected, Settings);

        Assert.Equal("[bulk] notes: rejected file", mail.Subject);
        Assert.Contains("\nreason: no column 'text'", mail.TextBody);
        Assert.DoesNotContain("batch:", mail.TextBody);
        Assert.Equal(["ops@example.org"], mail.To.Mailboxes.Select(mailbox => mailbox.Address));
    }

    [Fact]
    public void Its_id_is_the_notices_whenever_it_is_written() => Assert.Equal(
        "6f1f0f1e-3f0a-4d8e-9a57-0d9a4a1c2b3d@example.org", NoticeMail.Write(Rejected, Settings).MessageId);

    [Fact]
    public void What_others_wrote_adds_no_line_to_its_head()
    {
        var notice = Rejected.Notice with { Job = "notes\r\nBcc: all@example.org" };

        var mail = NoticeMail.Write(Rejected with { Notice = notice }, Settings);

        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain(mail.Headers, header => header.Field == "Bcc");
    }
}
