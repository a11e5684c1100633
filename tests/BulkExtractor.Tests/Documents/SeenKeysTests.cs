using BulkExtractor.Documents;

namespace BulkExtractor.Tests.Documents;

public sealed class SeenKeysTests
{
    [Theory]
    [InlineData("n{0}")]
    [InlineData("<{0:000000}.0@mail.example.com>")]
    [InlineData("{0}")]
    public void A_million_keys_that_differ_are_known_to_differ(string form)
    {
        var seen = new SeenKeys();

        for (var number = 0; number < 1_000_000; number++) seen.Add(string.Format(form, number));

        Assert.False(seen.MayRepeat);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500_000)]
    [InlineData(999_999)]
    public void A_key_that_came_before_is_never_missed(int again)
    {
        var seen = new SeenKeys();
        for (var number = 0; number < 1_000_000; number++) seen.Add($"{number}");

        seen.Add($"{again}");

        Assert.True(seen.MayRepeat);
    }
}
