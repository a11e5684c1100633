using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;

namespace BulkExtractor.Extraction;

/// <summary>Turns a reply into one reading for each chunk of its pack: checked fields, or what is wrong.</summary>
public static class AnswerReader
{
    private const int MaxProblemLength = 200;

    /// <summary>The readings, in the pack's order.</summary>
    public static IReadOnlyList<ChunkReading> Read(Pack pack, ModelReply reply)
    {
        if (reply.Failure is { } failure)
            return [.. pack.Chunks.Select(c => new ChunkReading(c.Chunk, null, failure.Reason, []))];

        var documents = ReplyReader.Read(
            reply.Content,
            [.. pack.Chunks.Select(c => c.Id)],
            [.. pack.Definition.Fields.Properties.Select(p => p.Name)]);
        return [.. pack.Chunks.Select(chunk => ReadingOf(chunk, pack, documents, reply))];
    }

    private static ChunkReading ReadingOf(PackedChunk chunk, Pack pack, ReadDocuments documents, ModelReply reply)
    {
        if (documents.Problems.TryGetValue(chunk.Id, out var problem)) return Invalid(chunk, problem);
        if (!documents.Fields.TryGetValue(chunk.Id, out var said))
            return Invalid(chunk, $"missing from the reply{(reply.Truncated ? ", which was cut off" : "")}");

        var schema = pack.Definition.Fields;
        if (said.Count > 0 && schema.Properties.Count > 0 && !schema.Properties.Any(p => said.ContainsKey(p.Name)))
            return Invalid(chunk, "none of its fields is in the schema");

        var reader = new FieldReader();
        var fields = reader.Read(schema, said);
        var problems = SchemaCheck.Check(schema, fields);
        return problems.Count == 0
            ? new ChunkReading(chunk.Chunk, fields!.AsObject(), null, reader.Repairs)
            : Invalid(chunk, Told(problems));
    }

    private static ChunkReading Invalid(PackedChunk chunk, string problem) => new(chunk.Chunk, null, problem, []);

    private static string Told(IReadOnlyList<SchemaProblem> problems)
    {
        var first = problems[0].ToString();
        if (first.Length > MaxProblemLength) first = $"{first[..MaxProblemLength]}…";
        return problems.Count == 1 ? first : $"{first}; and {problems.Count - 1} more";
    }
}
