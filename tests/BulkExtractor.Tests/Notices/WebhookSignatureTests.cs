using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

/// <summary>The signatures were worked out by <c>openssl dgst -sha256 -mac HMAC</c>.</summary>
public sealed class WebhookSignatureTests
{
    private const long At = 1_614_265_330;
    private const string Body = """{"event":"finished","documents":242}""";

    private static readonly Guid Id = Guid.Parse("6f1f0f1e-3f0a-4d8e-9a57-0d9a4a1c2b3d");

    [Theory]
    [InlineData("a secret of ours", "28fzK0lcJpoSBvlkVW+Ms2LMg3jACLEvrsc274wAnA0=")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "vuNfWUO5C+TuVckmbCiM+soZs10LB0rVLFFmH1GHQMM=")]
    public void A_signature_is_that_of_standard_webhooks(string secret, string signature) =>
        Assert.Equal($"v1,{signature}", WebhookSignature.Sign(secret, Id, At, Body));

    [Fact]
    public void Another_instant_is_another_signature() => Assert.NotEqual(
        WebhookSignature.Sign("secret", Id, At, Body), WebhookSignature.Sign("secret", Id, At + 1, Body));
}
