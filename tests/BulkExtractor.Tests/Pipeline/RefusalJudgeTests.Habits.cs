using BulkExtractor.Batches;
using BulkExtractor.Recording;
using BulkExtractor.Schema;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Pipeline;

public sealed partial class RefusalJudgeTests
{
    [Fact]
    public void A_model_of_which_nothing_can_be_read_twice_is_left_alone()
    {
        Assert.Null(Judge(Asked(Model, null, [1, 2]), Babble()).Reply.Failure);

        var failure = Judge(Asked(Model, null, [1, 2]), Babble()).Reply.Failure!;

        Assert.Equal(ModelPaused, failure.Class);
        Assert.Contains("only: nothing of what it answers can be read: no JSON", failure.Reason);
    }

    [Fact]
    public void What_was_read_and_then_refused_is_no_habit()
    {
        Func<Pack, AttemptResult> leaked = pack =>
        {
            var result = Babble()(pack);
            return result with
            {
                Readings = [.. result.Readings.Select(reading => reading with { Fault = AnswerFault.Leaked })],
            };
        };
        Judge(Asked(Model, null, [1, 2]), leaked);

        Assert.Null(Judge(Asked(Model, null, [3, 4]), leaked).Reply.Failure);
    }

    [Fact]
    public void One_document_alone_is_no_habit()
    {
        Judge(Asked(Model, null, [1]), Babble());

        Assert.Null(Judge(Asked(Model, null, [1]), Babble()).Reply.Failure);
    }

    [Fact]
    public void A_model_that_answered_may_babble_now_and_then()
    {
        Answer(9);
        Judge(Asked(Model, null, [1, 2]), Babble());

        Assert.Null(Judge(Asked(Model, null, [3, 4]), Babble()).Reply.Failure);
    }
}
