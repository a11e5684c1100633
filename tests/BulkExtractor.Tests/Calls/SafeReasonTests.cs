using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Calls;

public sealed class SafeReasonTests
{
    [Fact]
    public void A_key_that_the_provider_echoes_is_hidden()
    {
        var pack = PackWith("text") with { Model = Model(Account() with { Key = new ApiKey("sk-or-v1-secret") }) };

        Assert.Equal("wrong key ***!", SafeReason.Clean("wrong key sk-or-v1-secret!", pack));
    }

    [Fact]
    public void A_document_that_the_provider_echoes_is_hidden()
    {
        var pack = PackWith("Dear Ms Smith,\n  your account number is 12345678.");

        Assert.Equal("invalid: '…'", SafeReason.Clean("invalid: 'Ms Smith, your account number is 123'", pack));
    }

    [Fact]
    public void A_short_document_that_the_provider_echoes_is_hidden() =>
        Assert.Equal("bad: …", SafeReason.Clean("bad: 555-1234", PackWith("555-1234")));

    [Fact]
    public void The_reason_is_one_line_of_bounded_length()
    {
        var reason = SafeReason.Clean("a\r\n\u001b[31mb\0" + new string('x', 5_000), PackWith("text"));

        Assert.StartsWith("a [31mb\uFFFDxx", reason);
        Assert.Equal(300, reason.Length);
    }

    private static Pack PackWith(string text) => Pack(("k1234567", text));
}
