using System.Buffers.Text;
using BulkExtractor.Access;

namespace BulkExtractor.Tests.Access;

public sealed class TokenStrengthTests
{
    private const int Seed = 20_261_130;

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abababababababababababababababababab")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("12345678901234567890123456789012")]
    [InlineData("passwordpasswordpasswordpassword")]
    [InlineData("correct-horse-battery-staple-again-and-again")]
    [InlineData("the quick brown fox jumps over the lazy dog")]
    [InlineData("changeme-changeme-changeme-2026!")]
    [InlineData("zyxwvutsrqponmlkjihgfedcba987654")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000f1")]
    public void What_people_think_of_can_be_guessed(string token) =>
        Assert.Contains("can be guessed", TokenStrength.FindWeakness(token), StringComparison.Ordinal);

    // Of some ten thousand one may look like words by chance, so the draws are always the same.
    [Fact]
    public void What_is_drawn_by_chance_cannot()
    {
        var random = new Random(Seed);
        var drawn = new byte[32];
        for (var draw = 0; draw < 2_000; draw++)
        {
            random.NextBytes(drawn);

            Assert.Null(TokenStrength.FindWeakness(Convert.ToHexStringLower(drawn))); // openssl rand -hex 32
            Assert.Null(TokenStrength.FindWeakness(Base64Url.EncodeToString(drawn)));
        }
    }
}
