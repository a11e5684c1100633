using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Batches;

public sealed class QuestionTests
{
    private const string Schema =
        """
        {"type":"object","properties":{"a":{"type":"string"},
        "list":{"type":"array","minItems":1,"items":{"type":"string"}}}}
        """;

    private static readonly Definition Whole = Some.DefinitionOf("a", "list") with { Schema = Schema };

    [Fact]
    public void All_fields_are_asked_by_the_whole_definition_of_any_model()
    {
        Assert.Same(Whole, Question.AllFields.Narrow(Whole));
        Assert.True(Question.AllFields.MayGoTo("any"));
        Assert.Null(Question.AllFields.Key);
        Assert.False(Question.AllFields.HasEarlierAnswer);
    }

    [Fact]
    public void These_fields_are_asked_by_a_definition_of_them_and_still_need_all_of_a_list()
    {
        var question = Question.TheseFields(["list"], new ReusedFields(new JsonObject { ["a"] = "known" }));

        var definition = question.Narrow(Whole);

        Assert.Equal(["list"], definition.Fields.Properties.Select(property => property.Name));
        Assert.Contains("minItems", definition.Schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_opinion_is_asked_of_another_model_only()
    {
        var question = Question.AllFields.AskAnotherModel(["one"], null).AskAnotherModel(["one", "two"], null);

        Assert.Equal((2, true, true), (question.No, question.HasEarlierAnswer, question.IsForAnotherModel));
        Assert.Equal(
            (false, false, true), (question.MayGoTo("one"), question.MayGoTo("two"), question.MayGoTo("three")));
        Assert.Same(Whole, question.Narrow(Whole));
    }

    [Fact]
    public void Further_items_may_be_none_and_any_model_may_name_them()
    {
        var question = Question.AllFields.AskFurtherItems(["list"], "list: x");

        Assert.True(question.IsForFurtherItems);
        Assert.True(question.MayGoTo("one"));
        Assert.DoesNotContain("minItems", question.Narrow(Whole).Schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_asked_the_same_goes_into_one_request()
    {
        var reused = new ReusedFields([]);
        Question[] questions =
        [
            Question.AllFields,
            Question.TheseFields(["a"], reused),
            Question.TheseFields(["a", "list"], reused),
            Question.TheseFields(["list"], reused),
            Question.AllFields.AskFurtherItems(["list"], "list: x"),
        ];

        Assert.Equal(questions.Length, questions.Select(question => question.Key).Distinct().Count());
        Assert.Equal(
            questions[1].Key, Question.TheseFields(["a"], new ReusedFields(new JsonObject { ["list"] = 1 })).Key);
        Assert.Equal(questions[4].Key, Question.AllFields.AskFurtherItems(["list"], "list: y").Key);
    }
}
