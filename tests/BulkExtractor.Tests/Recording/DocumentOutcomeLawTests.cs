using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Recording;
using static BulkExtractor.Tests.Recording.Chunks;

namespace BulkExtractor.Tests.Recording;

/// <summary>What holds of documents whatever the models say; a failure names the seed.</summary>
public sealed class DocumentOutcomeLawTests
{
    private const int Rounds = 400;

    [Fact]
    public void A_document_ends_within_its_votes_and_passes_and_no_model_votes_twice() =>
        ForEachSeed(random =>
        {
            var terms = Terms(random.Next(1, 4), random.Next(2) == 0, random.Next(1, 4));
            var chunk = Answered(Random(random, "a", Question.AllFields));
            var asked = new List<Question>();
            while (DocumentOutcome.Decide([chunk], terms) is AskedAgain again)
            {
                var question = Assert.Single(again.Questions).Question;
                Assert.Equal(chunk.Question.No + 1, question.No);
                asked.Add(question);
                var model = $"{(char)('a' + question.No)}";
                Assert.True(question.MayGoTo($"key {model}"));
                var answer = Random(random, model, question);
                chunk = chunk with { Question = question, Answers = [.. chunk.Answers, answer] };
            }

            Assert.True(asked.Count(question => question.IsForAnotherModel) < terms.Inquiry.Votes);
            Assert.True(asked.Count(question => question.IsForFurtherItems) < terms.Inquiry.Passes);
            Assert.All(
                asked.Where(question => question.IsForAnotherModel),
                question => Assert.Equal(question.AnsweredBy.Distinct(), question.AnsweredBy));
        });

    [Fact]
    public void A_value_that_two_of_three_say_is_taken_and_nobody_makes_up_another_one() =>
        ForEachSeed(random =>
        {
            Vote[] answers = [.. "abc".Select((model, no) => Random(random, $"{model}", new Question { No = no }))];
            var said = answers.Select(answer => answer.Fields["total"]!.ToJsonString()).ToList();

            var taken = ValueOf(DocumentOutcome.Decide([Answered(answers)], Terms(votes: 3)), "total")!;

            Assert.Contains(taken, said);
            var most = said.CountBy(value => value).MaxBy(value => value.Value);
            if (most.Value > 1) Assert.Equal(most.Key, taken);
        });

    [Fact]
    public void Each_thing_that_slices_list_is_listed_once_and_none_is_lost() =>
        ForEachSeed(random =>
        {
            AskedChunk[] slices =
            [
                .. Enumerable.Range(0, random.Next(1, 5))
                    .Select(_ => Answered(Said("a", $$"""{"items":{{Items(random)}}}"""))),
            ];

            var taken = ValueOf(DocumentOutcome.Decide(slices, Terms()), "items")!;

            var listed = slices.SelectMany(slice => ListOf(slice.Answers[0].Fields["items"]!.ToJsonString()));
            Assert.Equal(listed.Distinct().Order(), ListOf(taken).Order());
        });

    [Fact]
    public void Deciding_changes_nothing_and_says_the_same_each_time() =>
        ForEachSeed(random =>
        {
            Vote[] answers = [.. "abc".Select((model, no) => Random(random, $"{model}", new Question { No = no }))];
            AskedChunk[] chunks = [Answered(answers), Answered(Random(random, "a", Question.AllFields))];
            var before = answers.Select(answer => answer.Fields.ToJsonString()).ToList();

            var (once, again) = (Told(chunks), Told(chunks));

            Assert.Equal(once, again);
            Assert.Equal(before, answers.Select(answer => answer.Fields.ToJsonString()));
        });

    [Fact]
    public void A_failed_chunk_fails_every_document_of_which_nothing_is_open_or_asked_again() =>
        ForEachSeed(random =>
        {
            AskedChunk[] chunks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomChunk(random))];

            var outcome = DocumentOutcome.Decide(chunks, Terms());

            var expected = chunks.Any(chunk => chunk.State == ChunkState.Open) ? typeof(StillOpen)
                : chunks.Any(chunk => chunk.State == ChunkState.Failed) ? typeof(Failed)
                : typeof(Extracted);
            Assert.IsType(expected, outcome);
        });

    private static AskedChunk RandomChunk(Random random) => random.Next(4) switch
    {
        0 => Open(),
        1 => Failed("missing"),
        _ => Answered(Random(random, "a", Question.AllFields)),
    };

    private static Vote Random(Random random, string model, Question question) => question.IsForFurtherItems
        ? Further(model, question.No, Items(random))
        : Said(
            model,
            $$"""{"total":{{random.Next(5, 8)}},"net":4,"items":{{Items(random)}}}""",
            question.No,
            random.Next(3) == 0 ? "total" : "");

    private static string Items(Random random) => JsonSerializer.Serialize(
        Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(item => $"item {item}"));

    private static IEnumerable<string> ListOf(string json) =>
        JsonNode.Parse(json)!.AsArray().Select(item => item!.GetValue<string>());

    private static string Told(AskedChunk[] chunks)
    {
        var terms = Terms(votes: 3) with { MayAskAgain = false };
        var outcome = Assert.IsType<Extracted>(DocumentOutcome.Decide(chunks, terms));
        return $"{outcome.Answer.Fields.ToJsonString()} {string.Join(' ', outcome.Answer.Evidence.Flags)}";
    }

    private static void ForEachSeed(Action<Random> holds)
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            try
            {
                holds(new Random(seed));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"It does not hold with the seed {seed}.", error);
            }
        }
    }
}
