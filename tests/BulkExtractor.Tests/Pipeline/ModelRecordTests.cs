using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class ModelRecordTests
{
    private readonly ModelRecord _record = new();

    public ModelRecordTests() => _record.Answer([]);

    [Fact]
    public void Of_a_chunk_that_was_refused_it_knows_whether_others_were_answered_since()
    {
        _record.Refuse("no", [1]);
        Assert.False(_record.AnsweredSince(1));
        _record.Answer([2]);
        Assert.True(_record.AnsweredSince(1));
    }

    [Fact]
    public void What_was_refused_long_ago_is_forgotten_so_that_it_does_not_grow_without_end()
    {
        for (var chunk = 0; chunk <= ModelRecord.MostRefused; chunk++) _record.Refuse("no", [chunk]);
        _record.Answer([]);

        Assert.False(_record.AnsweredSince(0));
        Assert.True(_record.AnsweredSince(ModelRecord.MostRefused));
    }

    [Fact]
    public void Two_unreadable_replies_about_one_document_are_not_its_habit()
    {
        var silent = new ModelRecord();
        Assert.False(silent.Babble([1]));
        Assert.False(silent.Babble([1]));
        Assert.True(silent.Babble([2]));
    }
}
