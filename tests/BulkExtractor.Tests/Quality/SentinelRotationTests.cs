using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Quality;

public sealed class SentinelRotationTests
{
    [Theory]
    [InlineData(0.02, 10)]
    [InlineData(0.02, 25)]
    [InlineData(0.1, 25)]
    [InlineData(0.005, 2)]
    public void The_share_of_sentinels_is_kept_for_each_model(double share, int pack)
    {
        var deck = Deck(share, seed: 1);
        foreach (var model in new[] { "first", "second", "third" })
        {
            var (documents, sentinels) = (0, 0);
            while (documents + sentinels < 10_000)
            {
                var riding = deck.Due(model, pack).Count;
                deck.Note(model, pack - riding, riding);
                (documents, sentinels) = (documents + pack - riding, sentinels + riding);
            }

            Assert.InRange(sentinels, (10_000 * share) - 1, (10_000 * share) + 1);
        }
    }

    [Fact]
    public void Many_workers_send_no_more_than_one()
    {
        var riding = Enumerable.Range(1, 1_000).Sum(seed => Deck(0.02, seed).Due("model", 10).Count);

        Assert.InRange(riding, 150, 250);
    }

    [Fact]
    public void What_did_not_go_is_due_again()
    {
        var deck = Deck(0.1, seed: 1);
        var due = deck.Due("model", 20).Count;

        deck.Note("model", 20 - due, due);
        deck.Note("model", due - 20, -due);

        Assert.Equal(due, deck.Due("model", 20).Count);
    }

    [Fact]
    public void Every_gold_row_has_its_turn()
    {
        var deck = Deck(0.5, seed: 1);
        var texts = new HashSet<string>();
        for (var pack = 0; pack < 5; pack++)
        {
            var riding = deck.Due("model", 4);
            texts.UnionWith(riding.Select(sentinel => sentinel.Text));
            deck.Note("model", 4 - riding.Count, riding.Count);
        }

        Assert.Equal(7, texts.Count);
    }

    [Fact]
    public void No_more_than_half_of_a_pack_are_sentinels() =>
        Assert.InRange(Deck(1, seed: 1).Due("model", 5).Count, 1, 2);

    [Fact]
    public void Without_gold_nothing_rides()
    {
        var deck = new SentinelRotation([], 0.5, new Random(1));

        Assert.Empty(deck.Due("model", 10));
        deck.Note("model", 10, 0);
    }

    private static SentinelRotation Deck(double share, int seed) => new(
        [.. Enumerable.Range(1, 7).Select(number => new Sentinel($"gold {number}", new JsonObject(), 10))],
        share,
        new Random(seed));
}
