using BulkExtractor.Batches;
using BulkExtractor.Packing;

namespace BulkExtractor.Forecasting;

/// <summary>What requests brought so far, over all accounts.</summary>
public sealed record RequestHistory(IReadOnlyList<AccountHistory> Accounts)
{
    // Models are not tomorrow what they are today: what they did for others counts half,
    // and no more than so many requests.
    private const double WeightOfOthers = 0.5;
    private const double MostOfOthers = 40;
    private const double PriorRequests = 6;
    private const double PriorWhole = 0.9;
    private const double PriorPartial = 0.03;
    private const double PriorCut = 0.01;

    private int Requests => Accounts.Sum(account => account.Requests);

    private int Chunks => Accounts.Sum(account => account.Chunks);

    /// <summary>What is known of chunks that are sent the same way.</summary>
    /// <param name="ofOthers">Whether it was learned from other batches.</param>
    public Workload Apply(Workload work, bool ofOthers = false) => work with
    {
        Requests = ofOthers ? Math.Min(MostOfOthers, WeightOfOthers * Requests) : Requests,
        Yield = Chunks == 0 ? 1 : (double)Accounts.Sum(account => account.Answers) / Chunks,
        UnderWay = ofOthers ? 0 : Accounts.Sum(account => account.ChunksUnderWay),
        Packs = work.Packs with
        {
            Whole = Share(PriorWhole, Accounts.Sum(account => account.Whole)),
            Partial = Share(PriorPartial, Accounts.Sum(account => account.Partial)),
            Cut = Share(PriorCut, Accounts.Sum(account => account.Cut)),
        },
    };

    /// <summary>How full the packs of a batch will be.</summary>
    /// <param name="models">The models that it may use, where none was asked yet.</param>
    public PackGrowth Packs(BatchSettings settings, int models)
    {
        var sizes = Accounts.Where(account => account.PackSize is not null).ToList();
        var asked = sizes.Sum(account => account.Models);
        var size = asked == 0 ? settings.Pack : sizes.Sum(account => account.PackSize!.Value * account.Models) / asked;
        return new PackGrowth(
            size,
            settings.PackIsAuto ? Math.Max(PackSizeLearner.MostDocuments, settings.Pack) : size,
            Math.Max(asked, models))
        {
            Rising = asked == 0 ? 1 : (double)sizes.Sum(account => account.Rising) / asked,
        };
    }

    /// <summary>The chunks in a document of a batch: more where they are long, fewer where some are equal.</summary>
    public double ChunksPerDocument(BatchProgress batch)
    {
        var (ended, answers) = (batch.Extracted + batch.Failed, Accounts.Sum(account => account.AllAnswers));
        return ended == 0 || answers == 0 ? 1 : (double)answers / ended;
    }

    private double Share(double prior, int seen) => ((prior * PriorRequests) + seen) / (PriorRequests + Requests);
}
