using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Turns a reply into one reading for each chunk of its pack: checked fields, or what is wrong.</summary>
public static class AnswerReader
{
    private const int MaxProblemLength = 200;

    /// <summary>The readings, in the pack's order.</summary>
    public static PackReading Read(Pack pack, ModelReply reply)
    {
        if (reply.Failure is { } failure)
        {
            return new([.. pack.Chunks.Select(c => new ChunkReading(c.Chunk, null, failure.Reason, []))], 0)
            {
                OnlyThoughts = reply.OnlyThoughts,
            };
        }

        var documents = ReplyReader.Read(
            reply.Content,
            [.. pack.Chunks.Select(c => c.Id)],
            [.. pack.Definition.Fields.Properties.Select(p => p.Name)],
            reply.Truncated,
            FieldNames.All(pack.Definition.Fields));
        List<ChunkReading> readings = [.. pack.Chunks.Select(chunk => Read(chunk, pack, documents, reply))];
        return new(new PackCheck(pack, documents.Quotes).Check(readings), documents.UnknownIds)
        {
            OnlyThoughts = documents.OnlyThoughts,
        };
    }

    private static ChunkReading Read(PackedChunk chunk, Pack pack, ReadDocuments documents, ModelReply reply)
    {
        var reading = new ChunkReading(chunk.Chunk, null, null, []);
        if (documents.Problems.TryGetValue(chunk.Id, out var problem))
            return reading.Refuse(AnswerFault.Unreadable, problem);
        if (!documents.Fields.TryGetValue(chunk.Id, out var said))
            return reading.Refuse(AnswerFault.Missing, MissingFrom(documents, reply));

        var schema = pack.Definition.Fields;
        if (said.Count > 0 && schema.Properties.Count > 0 && NamedFields.Match(schema, said).Fields.Count == 0)
            return reading.Refuse(AnswerFault.Invalid, "none of its fields is in the schema");

        var reader = new FieldReader(new SourceWords(chunk.Chunk.Text, documents.Doubtful));
        var fields = reader.Read(schema, said);
        var problems = SchemaCheck.Check(schema, fields);
        return problems.Count == 0
            ? reading with { Fields = fields!.AsObject(), Repairs = reader.Repairs, Doubts = reader.Doubts }
            : reading.Refuse(AnswerFault.Invalid, Told(problems));
    }

    private static string MissingFrom(ReadDocuments documents, ModelReply reply)
    {
        if (documents.OnlyThoughts) return "missing from the reply: its thoughts used up the output limit";
        return $"missing from the reply{(reply.Truncated ? ", which was cut off" : "")}";
    }

    private static string Told(IReadOnlyList<SchemaProblem> problems)
    {
        var first = problems[0].ToString();
        if (first.Length > MaxProblemLength) first = $"{first[..MaxProblemLength]}…";
        return problems.Count == 1 ? first : $"{first}; and {problems.Count - 1} more";
    }
}
