using BulkExtractor.Web.Access;

namespace BulkExtractor.Tests.Web;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/models")]
    [InlineData("/batches/2?filter=failed&search=%C3%A9")]
    [InlineData("/batches/2/documents/1")]
    public void A_page_of_ours_is_where_one_goes(string told) => Assert.Equal(told, ReturnAddress.Read(told));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("models")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/\n/elsewhere.example")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("/é")]
    [InlineData("/\0")]
    [InlineData("/\ud800")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\t//elsewhere.example")]
    [InlineData(" /models")]
    [InlineData("/#//elsewhere.example")]
    public void Whatever_else_is_told_leads_to_the_first_page(string? told) =>
        Assert.Equal("/", ReturnAddress.Read(told));

    [Fact]
    public void A_path_without_end_does_too() => Assert.Equal("/", ReturnAddress.Read($"/{new string('a', 5_000)}"));
}
