using BulkExtractor.Answers;
using BulkExtractor.Batches;

namespace BulkExtractor.Recording;

/// <summary>What the answers about a document's chunks mean for the document.</summary>
public abstract record DocumentOutcome
{
    /// <summary>Decides the outcome: nothing is read, asked or written for that.</summary>
    /// <param name="chunks">All chunks of the document in the order of the text, each with its question and answers.
    /// </param>
    public static DocumentOutcome Decide(IReadOnlyList<AskedChunk> chunks, OutcomeTerms terms)
    {
        List<CountedChunk> counted = [.. chunks.Select(chunk => new CountedChunk(chunk, CountOf(chunk, terms)))];
        List<NextQuestion> next =
        [
            .. from one in counted
               where one.Next is not null
               select new NextQuestion(one.Chunk.ChunkId, one.Next!),
        ];
        if (terms.MayAskAgain && next.Count > 0) return new AskedAgain(next);
        if (chunks.Any(chunk => chunk.State == ChunkState.Open)) return new StillOpen();

        var source = SourceOf(chunks);
        var failed = chunks.Index().FirstOrDefault(chunk => chunk.Item.State == ChunkState.Failed);
        return failed.Item is null
            ? Unite(counted, source!, terms)
            : new Failed($"{PlaceOf(failed.Index, chunks.Count)}{failed.Item.Problem}") { Source = source };
    }

    private static Ballot? CountOf(AskedChunk chunk, OutcomeTerms terms) =>
        chunk.State == ChunkState.Answered ? Ballot.Count(chunk.Votes, chunk.Question, terms) : null;

    private static string PlaceOf(int index, int slices) => slices == 1 ? "" : $"slice {index + 1} of {slices}: ";

    private static AnswerSource? SourceOf(IReadOnlyList<AskedChunk> chunks)
    {
        List<Vote> votes = [.. chunks.SelectMany(chunk => chunk.Votes)];
        return votes.Count == 0 ? null : new AnswerSource(votes[0].Model, votes[^1].AttemptId);
    }

    private static Extracted Unite(List<CountedChunk> chunks, AnswerSource source, OutcomeTerms terms)
    {
        List<ExtractedAnswer> slices =
            [.. chunks.Select((chunk, place) => chunk.Result with { By = $"slice {place + 1}" })];
        var merged = Merge.Unite(terms.Definition.Fields, slices);
        var evidence = merged.Evidence;
        evidence = (evidence with { Said = [.. evidence.Said, .. VotesOf(slices)] })
            .Breaking(RuleProblem.All(terms.Definition.Rules, merged.Fields));
        return new Extracted(merged with { Evidence = evidence }, source)
        {
            Repairs = [.. chunks.SelectMany(chunk => chunk.Chunk.Votes).SelectMany(vote => vote.Repairs)],
        };
    }

    // Of one slice all is there already.
    private static IEnumerable<CandidateValues> VotesOf(List<ExtractedAnswer> slices) =>
        slices.Count == 1 ? [] : slices.SelectMany(slice => slice.Evidence.Said.Select(said => said with
        {
            Values =
            [
                .. said.Values.Select(value =>
                    value with { By = [.. value.By.Select(by => $"{by}, {slice.By}")] }),
            ],
        }));

    private sealed record CountedChunk(AskedChunk Chunk, Ballot? Ballot)
    {
        // An answered chunk with a problem: no other answer was to be had.
        public Question? Next => Chunk.Problem is null ? Ballot?.Next : null;

        public ExtractedAnswer Result => Chunk.Problem is { } problem ? Ballot!.Without(problem) : Ballot!.Result;
    }
}

/// <summary>Some of its chunks wait, or are under way.</summary>
public sealed record StillOpen : DocumentOutcome;

/// <summary>Some of its chunks are asked again, whatever the others do.</summary>
public sealed record AskedAgain(IReadOnlyList<NextQuestion> Questions) : DocumentOutcome;

/// <summary>It is extracted: its fields with what speaks for and against them.</summary>
public sealed record Extracted(ExtractedAnswer Answer, AnswerSource Source) : DocumentOutcome
{
    /// <summary>What was changed to make answers fit the schema.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];
}

/// <summary>It is given up.</summary>
public sealed record Failed(string Reason) : DocumentOutcome
{
    /// <summary>Where the answers about others of its chunks come from; null where there are none.</summary>
    public AnswerSource? Source { get; init; }
}

/// <summary>The next question about a chunk that is answered.</summary>
public sealed record NextQuestion(long ChunkId, Question Question);

/// <summary>Where a result comes from: the model of the first answer, and the request of the last one.</summary>
public sealed record AnswerSource(string Model, long AttemptId);
