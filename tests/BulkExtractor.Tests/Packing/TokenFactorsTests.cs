using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Packing;

public sealed class TokenFactorsTests(ITestOutputHelper output)
{
    [Fact]
    public void Each_script_learns_its_own_factor_from_requests_that_mix_them()
    {
        const int seed = 5;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var factors = TokenFactors.Start;
        for (var request = 0; request < 300; request++)
        {
            var (latin, ideographs) = (300 + random.Next(500), random.Next(1_500));
            var counted = (int)((0.8 * latin) + (1.6 * ideographs));
            factors = factors.Learn(Request(latin, ideographs), counted);
        }

        Assert.Equal(0.8, factors.For(Script.Latin), 2);
        Assert.Equal(1.6, factors.For(Script.Ideographs), 2);
        Assert.Equal(1, factors.For(Script.Alphabet));
    }

    [Fact]
    public void A_count_that_cannot_be_right_moves_a_factor_only_so_far()
    {
        var factors = TokenFactors.Start.Learn(Request(100, 0), 1_000_000);

        Assert.Equal(3, factors.For(Script.Latin));
    }

    [Fact]
    public void An_empty_request_teaches_nothing() =>
        Assert.Same(TokenFactors.Start, TokenFactors.Start.Learn(new Dictionary<Script, int>(), 50));

    private static Dictionary<Script, int> Request(int latin, int ideographs) =>
        new() { [Script.Latin] = latin, [Script.Ideographs] = ideographs };
}
