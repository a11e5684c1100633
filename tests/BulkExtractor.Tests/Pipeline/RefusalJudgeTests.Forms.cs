using BulkExtractor.Batches;
using BulkExtractor.Calls;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Pipeline;

public sealed partial class RefusalJudgeTests
{
    private static readonly CallFailure TooMuch = new(ChunkAtFault, "too long") { TooMuch = true };

    [Fact]
    public void Of_a_model_that_never_answered_half_is_asked_for_where_nobody_says_how_much_fits()
    {
        var failure = Judge(Asked(Model, null, [1, 2]) with { MaxTokens = 4_096 }, Failed(TooMuch)).Reply.Failure!;

        Assert.Equal((TryElsewhere, 2_048), (failure.Class, failure.MostOutput));
    }

    [Fact]
    public void A_model_that_refuses_even_the_least_is_left_alone_and_no_document_blamed()
    {
        var failure = Judge(Asked(Model, null, [1]), Failed(TooMuch)).Reply.Failure!;

        Assert.Equal((ModelPaused, null), (failure.Class, failure.MostOutput));
    }

    [Fact]
    public void A_model_that_answers_others_finds_a_document_too_long()
    {
        Answer(1);

        var failure = Judge(Asked(Model, null, [2]) with { MaxTokens = 4_096 }, Failed(TooMuch)).Reply.Failure!;

        Assert.Equal((ChunkAtFault, null), (failure.Class, failure.MostOutput));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    public void An_error_of_a_server_that_names_the_form_passes_where_no_other_form_is_left(int status)
    {
        var asked = Asked(Model, ReplyFormat.Prompt, [1]);
        var refused = Failed(new CallFailure(TryElsewhere, "no grammar") { FormatRefused = true })(asked);

        var failure = _judge.Judge(_plan, refused with { Reply = refused.Reply with { Status = status } });

        Assert.True(failure.Reply.Failure is { Class: TryElsewhere, FormatRefused: false });
    }
}
