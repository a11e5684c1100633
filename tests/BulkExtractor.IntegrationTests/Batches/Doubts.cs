using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Recording;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>Answers that another model is asked about.</summary>
internal static class Doubts
{
    public static readonly VotingOptions Two = new() { Votes = 2 };

    public static AttemptResult Voting(AttemptResult attempt) => attempt with
    {
        Pack = attempt.Pack with { Inquiry = Two },
    };

    public static AttemptResult Of(AttemptResult attempt) => Voting(attempt) with
    {
        Readings =
        [
            .. attempt.Readings.Select(reading => reading with
            {
                Evidence = Evidence.From(
                    new Dictionary<string, SourceSpan> { ["/name"] = new(0, 0, MatchKind.None) { Confidence = 0.25 } },
                    ["/name: not in the document"]),
            }),
        ],
    };
}
