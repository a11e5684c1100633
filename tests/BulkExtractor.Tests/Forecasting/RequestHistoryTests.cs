using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Tests.Forecasting;

public sealed class RequestHistoryTests
{
    private static readonly AccountHistory North =
        new("north", Requests: 100, Whole: 80, Partial: 10, Chunks: 1_000, Answers: 850)
        {
            PackSize = 20,
            Rising = 1,
            Models = 3,
            ChunksUnderWay = 40,
            AllAnswers = 900,
        };

    private static readonly AccountHistory South = North with { Account = "south", PackSize = 10, Models = 1 };

    [Fact]
    public void What_the_requests_of_a_batch_brought_is_counted_whole()
    {
        var work = new RequestHistory([North]).Apply(new Workload(500, PackGrowth.Steady(10)));

        Assert.Equal((100, 0.85, 40), (work.Requests, work.Yield, work.UnderWay));
    }

    [Fact]
    public void What_was_learned_from_other_batches_counts_for_less()
    {
        var work = new RequestHistory([North]).Apply(new Workload(500, PackGrowth.Steady(10)), ofOthers: true);

        Assert.Equal((40, 0.85, 0), (work.Requests, work.Yield, work.UnderWay));
        Assert.Equal(10, Few().Requests);

        Workload Few() => new RequestHistory([North with { Requests = 20 }])
            .Apply(new Workload(500, PackGrowth.Steady(10)), ofOthers: true);
    }

    [Fact]
    public void Packs_are_as_large_as_the_models_have_got_to()
    {
        var packs = new RequestHistory([North, South])
            .Packs(new BatchSettings { Pack = 10, PackIsAuto = true }, models: 2);

        Assert.Equal((17.5, 25, 4), (packs.Size, packs.Most, packs.Models));
        Assert.Equal(0.5, packs.Rising); // one of three, and the other account's one
    }

    [Fact]
    public void A_pack_whose_size_was_named_does_not_grow()
    {
        var packs = new RequestHistory([]).Packs(new BatchSettings { Pack = 8 }, models: 2);

        Assert.Equal((8, 8, 2), (packs.Size, packs.Most, packs.Models));
    }

    [Fact]
    public void Long_documents_have_more_chunks_and_equal_ones_fewer()
    {
        var batch = new BatchProgress { BatchId = 1, Job = "", Source = "", State = "extracting", Documents = 900 };

        Assert.Equal(3, new RequestHistory([North]).ChunksPerDocument(batch with { Extracted = 290, Failed = 10 }));
        Assert.Equal(0.5, new RequestHistory([South]).ChunksPerDocument(batch with { Extracted = 1_800 }));
        Assert.Equal(1, new RequestHistory([]).ChunksPerDocument(batch));
    }
}
