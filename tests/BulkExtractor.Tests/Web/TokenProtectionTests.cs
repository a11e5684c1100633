using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Web.Access;

namespace BulkExtractor.Tests.Web;

public sealed class TokenProtectionTests
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("owner until noon");

    [Fact]
    public void A_server_with_the_same_token_reads_what_another_one_wrote() =>
        Assert.Equal(Plain, Of("one", "cookie").Unprotect(Of("one", "cookie").Protect(Plain)));

    [Theory]
    [InlineData("two", "cookie")]
    [InlineData("one", "form")]
    [InlineData(null, "cookie")]
    public void Another_token_or_purpose_reads_nothing(string? token, string purpose) =>
        Assert.ThrowsAny<CryptographicException>(
            () => Of(token, purpose).Unprotect(Of("one", "cookie").Protect(Plain)));

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        var written = Of("one", "cookie").Protect(Plain);

        Assert.All(Enumerable.Range(0, written.Length), place =>
        {
            var changed = written.ToArray();
            changed[place] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => Of("one", "cookie").Unprotect(changed));
        });
    }

    [Fact]
    public void The_same_text_is_written_differently_each_time() =>
        Assert.NotEqual(Of("one", "cookie").Protect(Plain), Of("one", "cookie").Protect(Plain));

    private static Microsoft.AspNetCore.DataProtection.IDataProtector Of(string? token, string purpose) =>
        TokenProtection.Create(token).CreateProtector(purpose);
}
