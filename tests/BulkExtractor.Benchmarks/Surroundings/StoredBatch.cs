using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Schema;
using BulkExtractor.Submissions;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A batch of notes that is stored and split by the product's own hands.</summary>
internal sealed record StoredBatch(long BatchId, Definition Definition, Model Model)
{
    private const int SliceTokens = 8_000;

    private static readonly FieldSchema Fields = new()
    {
        Types = [FieldType.Object],
        Properties =
        [
            new("total", new FieldSchema { Types = [FieldType.Number] }),
            new("currency", new FieldSchema { Types = [FieldType.String] }),
        ],
    };

    private static readonly Definition Asked = new()
    {
        Name = "bench",
        Instructions = "The total of the note and its currency.",
        Schema = """{"type":"object","properties":{"total":{"type":"number"},"currency":{"type":"string"}}}""",
        Fields = Fields,
    };

    /// <summary>The same questions, of a batch that stands nowhere.</summary>
    public static StoredBatch Unstored(Account account) => new(0, Asked, ModelOf(account));

    /// <param name="instructions">In other words nothing is known of it from earlier batches.</param>
    /// <param name="analyzed">Whether the database knows of it in its statistics.</param>
    public static async Task<StoredBatch> AddAsync(
        BenchDatabase database,
        Account account,
        int rows,
        int pack,
        CancellationToken cancellationToken,
        bool analyzed = true,
        string instructions = "The total of the note and its currency.")
    {
        var settings = new BatchSettings { Pack = pack, SliceTokens = SliceTokens };
        var asked = Asked with { Instructions = instructions };
        var batch = new NewBatch(asked, "notes", ["id", "text"], settings, [account.Id], "", Simulated: true);
        var store = new PostgresBatchStore(database.Database);
        var stored = await store.AddAsync(batch, NotesAsync(rows), cancellationToken);
        using var http = PictureFetch.CreateHttpClient();
        var pictures = new PictureFetch(http, TimeProvider.System);
        await new BatchSplitter(new PostgresSplitStore(database.Database), pictures, new NewWork())
            .RunAsync(stored.BatchId, cancellationToken);
        await database.ExecuteAsync(analyzed ? "analyze; checkpoint" : "checkpoint", cancellationToken);
        return new StoredBatch(stored.BatchId, asked, ModelOf(account));
    }

    private static Model ModelOf(Account account) =>
        new("bench/one:free", account, Tier.Free, 32_768) { MaxOutput = 8_192 };

    private static async IAsyncEnumerable<Document> NotesAsync(int rows)
    {
        for (var number = 1; number <= rows; number++)
        {
            var text = Workspace.Note(number);
            yield return new Document(number, $"n{number}", text, [$"n{number}", text]);
        }

        await Task.CompletedTask;
    }
}
