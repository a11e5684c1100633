using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Recording;

public sealed class RefusedRequestTests
{
    private static readonly RefusedRequest Alone = new(1) { HasAnswered = true };

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_model_that_never_answered_is_at_fault(int documents) =>
        Assert.Equal(Culprit.Model, new RefusedRequest(documents).FindCulprit());

    [Fact]
    public void A_model_that_refuses_three_packs_in_a_row_alike_is_at_fault() =>
        Assert.Equal(Culprit.Model, (Alone with { Documents = 5, OthersRefused = 2 }).FindCulprit());

    [Fact]
    public void Of_several_documents_one_may_be_bad_where_the_model_answers_others() =>
        Assert.Equal(Culprit.Pack, (Alone with { Documents = 5, OthersRefused = 1 }).FindCulprit());

    [Fact]
    public void A_document_is_at_fault_when_its_only_account_answered_others_before_and_since() =>
        Assert.Equal(Culprit.Document, (Alone with { AnsweredSince = true }).FindCulprit());

    [Fact]
    public void While_nothing_was_answered_since_the_model_may_be_at_fault() =>
        Assert.Equal(Culprit.Model, Alone.FindCulprit());

    [Fact]
    public void One_accounts_refusals_alone_give_no_document_up_where_another_can_be_asked() =>
        Assert.Equal(
            Culprit.Nobody, (Alone with { AnsweredSince = true, OtherAccounts = true }).FindCulprit());

    [Fact]
    public void A_document_that_two_accounts_refused_is_at_fault() =>
        Assert.Equal(
            Culprit.Document,
            (Alone with { AnsweredSince = true, OtherAccounts = true, RefusedElsewhere = true }).FindCulprit());
}
