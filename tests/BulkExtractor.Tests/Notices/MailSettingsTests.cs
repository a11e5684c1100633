using BulkExtractor.Basics;
using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("smtps://me@mail.example:465", "mail.example", 465, true, "me")]
    [InlineData("smtps://me%40mail.example@mail.example", "mail.example", 465, true, "me@mail.example")]
    [InlineData("smtp://mail.example", "mail.example", 587, false, null)]
    [InlineData("smtp://127.0.0.1:2525", "127.0.0.1", 2525, false, null)]
    public void A_server_is_read_from_its_address(string address, string host, int port, bool encrypted, string? user)
    {
        var settings = Read(address);

        Assert.Equal((host, port, encrypted), (settings.Host, settings.Port, settings.IsEncrypted));
        Assert.Equal((user, user is null ? null : "let me in"), (settings.User, settings.Password));
    }

    [Theory]
    [InlineData("mail.example", "BULK_SMTP must be smtps://user@host:465")]
    [InlineData("https://mail.example", "BULK_SMTP must be smtps://user@host:465")]
    [InlineData("smtps://me:hidden@mail.example", "the password stands in BULK_SMTP_PASSWORD")]
    [InlineData("", "the variable BULK_SMTP is not set")]
    public void Another_address_is_refused_without_showing_what_stands_in_it(string address, string problem)
    {
        var refused = Assert.Throws<InputException>(() => Read(address));

        Assert.Contains(problem, refused.Message);
        Assert.DoesNotContain("hidden", refused.Message);
    }

    private static MailSettings Read(string address) => MailSettings.Read(name => name switch
    {
        "BULK_SMTP" => address,
        "BULK_SMTP_PASSWORD" => "let me in",
        _ => "bulk@example.org",
    });
}
