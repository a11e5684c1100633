using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class SliceTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_document_ends_with_its_last_slice_and_takes_the_first_value_found()
    {
        var (batch, slices) = await LeaseSlicesAsync();

        await Shop.RecordAsync([.. slices.Skip(1)], slice => $"from {slice.SliceNo}");
        Assert.Equal([null], await Shop.ResultsAsync(batch));
        await Shop.RecordAsync([slices[0]], _ => "");

        Assert.Equal(["from 2"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_slice_knows_where_it_begins_in_its_document_counted_both_ways()
    {
        var text = string.Join(' ', Enumerable.Range(1, 200).Select(number => $"😀{number}"));
        var batch = await Shop.AddAsync(new BatchSettings { SliceTokens = 200 }, text);

        var slices = await Shop.LeaseAsync(batch);

        Assert.InRange(slices.Count, 3, 100);
        Assert.All(slices, slice =>
        {
            Assert.Equal(slice.Text, text.Substring(slice.Offset, slice.Text.Length));
            Assert.Equal(text[..slice.Offset].EnumerateRunes().Count(), slice.CodePointOffset);
        });
    }

    [Fact]
    public async Task A_slice_that_is_given_up_fails_its_document_and_is_named()
    {
        var (batch, slices) = await LeaseSlicesAsync();
        await Shop.RecordAsync(slices, slice => slice.SliceNo == 2 ? null : "found");

        for (var blame = 0; blame < 3; blame++) await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);

        Assert.Equal([$"slice 2 of {slices.Count}: missing from the reply"], await Shop.ResultsAsync(batch));
        Assert.Equal(
            ("finished", 1),
            ((await Shop.ProgressAsync(batch)).State, (await Shop.ProgressAsync(batch)).Failed));
    }

    [Fact]
    public async Task Two_workers_that_record_the_last_two_slices_at_once_unite_the_document_once()
    {
        for (var round = 0; round < 25; round++)
        {
            var (batch, slices) = await LeaseSlicesAsync();
            await Shop.RecordAsync([.. slices.Skip(2)], _ => "found");
            var first = await Shop.AskAsync([slices[0]], _ => "found");
            var second = await Shop.AskAsync([slices[1]], _ => "found");

            await Task.WhenAll(Shop.Queue.RecordAsync([first], Token), Shop.Queue.RecordAsync([second], Token));

            Assert.Equal(["found"], await Shop.ResultsAsync(batch));
            Assert.Equal(
                ("finished", 1),
                ((await Shop.ProgressAsync(batch)).State, (await Shop.ProgressAsync(batch)).Extracted));
        }
    }

    [Fact]
    public async Task A_slice_answered_too_late_counts_for_its_document_once_the_next_request_is_back()
    {
        var (batch, slices) = await LeaseSlicesAsync();
        await Shop.RecordAsync([.. slices.Skip(1)], _ => "");
        await Shop.Clock.AdvanceAsync(Minute);
        var current = await Shop.LeaseAsync(batch, worker: 2);
        await Shop.RecordAsync([slices[0]], _ => "late");

        await Shop.RecordAsync(current, _ => null);

        Assert.Equal(["late"], await Shop.ResultsAsync(batch));
    }

    private async Task<(long Batch, IReadOnlyList<LeasedChunk> Slices)> LeaseSlicesAsync()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 200));
        var batch = await Shop.AddAsync(new BatchSettings { SliceTokens = 60, Fresh = true }, text);
        var slices = await Shop.LeaseAsync(batch);
        Assert.True(slices.Count >= 4, $"only {slices.Count} slices");
        return (batch, slices);
    }
}
