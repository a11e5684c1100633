using System.Text.Json;
using BulkExtractor.Recording;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Reads answers about documents, has their outcomes decided, and asks what is to be asked again.</summary>
internal sealed class DocumentOutcomes(
    NpgsqlConnection connection, IReadOnlyDictionary<long, RecordedBatch> batches)
{
    /// <summary>The results of the documents that end; their locks must be held.</summary>
    public async Task<IReadOnlyList<DocumentResult>> EndAsync(
        IReadOnlyList<(long BatchId, int DocumentNo)> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return [];

        var rows = await connection.ListAsync(
            "read_answers",
            ChunkAnswer.Read,
            cancellationToken,
            Bigints("batches", documents.Select(document => document.BatchId)),
            Integers("documents", documents.Select(document => document.DocumentNo)));
        List<Document> decided =
        [
            .. rows.GroupBy(row => (row.BatchId, row.DocumentNo)).Select(chunks => Decide([.. chunks])),
        ];
        var asked = await AskAgainAsync(decided, cancellationToken);
        return [.. decided.Select(document => EndOf(document, asked)).OfType<DocumentResult>()];
    }

    private Document Decide(IReadOnlyList<ChunkAnswer> rows)
    {
        List<AskedChunk> chunks =
        [
            .. rows.GroupBy(row => row.Chunk.ChunkId).Select(answers => answers.First().Chunk with
            {
                Answers = [.. answers.Select(row => row.Answer).OfType<Vote>()],
            }),
        ];
        var batch = batches[rows[0].BatchId];
        return new Document(
            rows[0].BatchId, rows[0].DocumentNo, chunks, batch, DocumentOutcome.Decide(chunks, batch.Terms));
    }

    private async Task<IReadOnlySet<long>> AskAgainAsync(
        IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var wanted = documents.Where(document => document.Questions.Count > 0).ToList();
        if (wanted.Count == 0) return new HashSet<long>();

        List<NextQuestion> next = [.. wanted.SelectMany(document => document.Questions)];
        var batch = new StatementBatch(connection);
        batch.AddReading("lock_questions", _ => true, Bigints("batches", wanted.Select(document => document.BatchId)));
        var asked = batch.AddReading(
            "ask_again",
            row => row.Int64("chunk_id"),
            Bigints("chunks", next.Select(one => one.ChunkId)),
            Integers("questions", next.Select(one => one.Question.No)),
            Texts("answered_by", next.Select(one => JsonSerializer.Serialize(one.Question.AnsweredBy))),
            // Other questions ask for what the first one of the document did.
            Texts("asked", next.Select(one =>
                one.Question.IsForFurtherItems ? JsonSerializer.Serialize(one.Question.Fields) : null)),
            Texts("found", next.Select(one => one.Question.Found)));
        await batch.RunAsync(cancellationToken);
        return asked.ToHashSet();
    }

    // Where nothing could be asked, since its batch was cancelled meanwhile, it ends with what there is.
    private static DocumentResult? EndOf(Document document, IReadOnlySet<long> asked)
    {
        var (outcome, batch) = (document.Outcome, document.Batch);
        if (outcome is AskedAgain again && !again.Questions.Any(one => asked.Contains(one.ChunkId)))
            outcome = DocumentOutcome.Decide(document.Chunks, batch.Terms with { MayAskAgain = false });
        return DocumentResult.From(document.BatchId, document.DocumentNo, outcome, batch.Latest);
    }

    private sealed record Document(
        long BatchId, int DocumentNo, IReadOnlyList<AskedChunk> Chunks, RecordedBatch Batch, DocumentOutcome Outcome)
    {
        public IReadOnlyList<NextQuestion> Questions => Outcome is AskedAgain again ? again.Questions : [];
    }
}

/// <summary>What is known of a batch whose documents are recorded.</summary>
/// <param name="Latest">Who is named where nothing was answered.</param>
internal sealed record RecordedBatch(OutcomeTerms Terms, AnswerSource Latest);
