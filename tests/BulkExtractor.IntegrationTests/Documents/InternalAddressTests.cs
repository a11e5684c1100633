using BulkExtractor.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Documents;

/// <summary>The ways to write an address inside of a network that guards have let through elsewhere.</summary>
public sealed class InternalAddressTests
{
    private static readonly string[] Refusals =
    [
        "the picture's address is not a plain https address",
        "the picture's address leads to a machine that is not of the open internet",
        "the host of the picture's address is not known",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1:5432/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://127.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.0x0.0x0.0x1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://0/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://bulk.localhost/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[0:0:0:0:0:0:0:1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[fe80::1%25lo]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://2852039166/")]
    [InlineData("https://0xa9fea9fe/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://192.168.0.1/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://user@127.0.0.1/")]
    [InlineData("https://pictures.example@127.0.0.1/")]
    [InlineData("https://127.0.0.1#pictures.example/")]
    [InlineData("https:\\\\127.0.0.1\\")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:70/")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task None_of_its_spellings_is_fetched(string address)
    {
        using var http = PictureFetch.CreateHttpClient();

        var (picture, problem) = await new PictureFetch(http, TimeProvider.System).FetchAsync(address, Token);

        Assert.Null(picture);
        Assert.Contains(problem, Refusals);
    }
}
