using System.Text.Json;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Jobs;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>
/// Ends documents of several slices or opinions with the answers that are kept, once no chunk of them is open; a chunk
/// on which more should be said is asked again.
/// </summary>
internal sealed class DocumentUnion(NpgsqlConnection connection, Func<long, Terms> termsOf)
{
    /// <summary>Asks again where the answers want it; the results of the documents that are complete.</summary>
    public async Task<IReadOnlyList<DocumentResult>> EndAsync(
        IReadOnlyList<(long BatchId, int DocumentNo)> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return [];

        var answers = await connection.ListAsync(
            "read_answers",
            ChunkAnswer.Read,
            cancellationToken,
            Bigints("batches", documents.Select(document => document.BatchId)),
            Integers("documents", documents.Select(document => document.DocumentNo)));
        List<Chunk> chunks = [.. answers.GroupBy(answer => answer.ChunkId).Select(Count)];
        var asked = await AskAgainAsync([.. chunks.Where(chunk => chunk.Next is not null)], cancellationToken);
        return
        [
            .. chunks.GroupBy(chunk => (chunk.First.BatchId, chunk.First.DocumentNo))
                .Where(document => document.All(chunk => chunk.IsEnded && !asked.Contains(chunk.First.ChunkId)))
                .Select(document => Unite([.. document])),
        ];
    }

    private Chunk Count(IEnumerable<ChunkAnswer> rows)
    {
        // Of answers to one question the first counts; there are two only where two workers recorded at once.
        List<ChunkAnswer> answers = [.. rows.DistinctBy(row => row.Look)];
        var terms = termsOf(answers[0].BatchId);
        return answers[0].State != "answered"
            ? new Chunk(answers, null)
            : new Chunk(answers, Vote.Count(
                terms.Definition,
                terms.Inquiry,
                [.. answers.Select(answer => answer.Opinion)],
                terms.AccuracyOf(answers[0].ModelKey)));
    }

    private async Task<IReadOnlySet<long>> AskAgainAsync(
        IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0) return new HashSet<long>();
        await connection.RunAsync(
            "lock_looks", cancellationToken, Bigints("batches", chunks.Select(chunk => chunk.First.BatchId)));
        var asked = await connection.ListAsync(
            "ask_again",
            row => row.GetInt64(0),
            cancellationToken,
            Bigints("chunks", chunks.Select(chunk => chunk.First.ChunkId)),
            Texts("voters", chunks.Select(chunk => JsonSerializer.Serialize(chunk.Next!.Voters))),
            Texts("asked", chunks.Select(chunk =>
                chunk.Next!.Asked is { } names ? JsonSerializer.Serialize(names) : null)),
            Texts("found", chunks.Select(chunk => chunk.Next!.Found)));
        return asked.ToHashSet();
    }

    private DocumentResult Unite(IReadOnlyList<Chunk> chunks)
    {
        var first = chunks[0].First;
        var terms = termsOf(first.BatchId);
        var result = new DocumentResult(first.BatchId, first.DocumentNo)
        {
            Model = chunks.Select(chunk => chunk.First.Model).FirstOrDefault(model => model is not null) ?? terms.Model,
            AttemptId = chunks.Select(chunk => chunk.Answers[^1].AttemptId).LastOrDefault(id => id is not null)
                ?? terms.AttemptId,
        };
        var failed = chunks.Index().FirstOrDefault(chunk => chunk.Item.Ballot is null);
        if (failed.Item is null) return Merged(result, terms.Definition, chunks);
        var place = chunks.Count == 1 ? "" : $"slice {failed.Index + 1} of {chunks.Count}: ";
        return result with { Error = $"{place}{failed.Item.First.Problem}" };
    }

    private static DocumentResult Merged(DocumentResult result, Definition definition, IReadOnlyList<Chunk> chunks)
    {
        List<Testimony> parts = [.. chunks.Select((chunk, i) => chunk.Result with { By = $"slice {i + 1}" })];
        var merged = Merge.Of(definition.Fields, parts);
        var evidence = merged.Evidence;
        evidence = (evidence with { Said = [.. evidence.Said, .. VotesOf(parts)] })
            .Breaking(RuleProblem.All(definition.Rules, merged.Fields));
        return result with
        {
            Fields = merged.Fields.ToJsonString(AnswerJson.Plain),
            Repairs = Repairs(chunks.SelectMany(chunk => chunk.Answers)),
            Grounding = AnswerJson.Grounding(evidence),
            Flags = AnswerJson.Flags(evidence),
            Said = AnswerJson.Said(evidence),
            Confidence = evidence.Confidence,
        };
    }

    // Of one part all is there already.
    private static IEnumerable<Said> VotesOf(List<Testimony> parts) =>
        parts.Count == 1 ? [] : parts.SelectMany(part => part.Evidence.Said.Select(said => said with
        {
            Values =
            [
                .. said.Values.Select(value =>
                    value with { By = [.. value.By.Select(by => $"{by}, {part.By}")] }),
            ],
        }));

    private static string Repairs(IEnumerable<ChunkAnswer> answers) => JsonSerializer.Serialize(
        answers.SelectMany(answer => JsonSerializer.Deserialize<string[]>(answer.Repairs ?? "[]")!), AnswerJson.Plain);

    private sealed record Chunk(IReadOnlyList<ChunkAnswer> Answers, Ballot? Ballot)
    {
        public ChunkAnswer First => Answers[0];

        public bool IsEnded => First.State is "answered" or "failed";

        // An answered chunk with a problem: no other answer was to be had.
        public FollowUp? Next => First.Problem is null ? Ballot?.Next : null;

        public Testimony Result => First.Problem is { } problem ? Ballot!.Without(problem) : Ballot!.Result;
    }
}

/// <summary>On which terms the documents of a batch are asked.</summary>
/// <param name="Model">Who is named where nothing was answered.</param>
/// <param name="AttemptId">The attempt that is named where nothing was answered.</param>
internal sealed record Terms(Definition Definition, Inquiry Inquiry, string Model, long AttemptId)
{
    private static readonly Dictionary<string, double> Unmeasured = [];

    /// <summary>By the keys of the models that answered, how often each is right, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Accuracy { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>How often a model is right, by field, as far as it was measured.</summary>
    public IReadOnlyDictionary<string, double> AccuracyOf(string? model) =>
        model is null ? Unmeasured : Accuracy.GetValueOrDefault(model, Unmeasured);
}
