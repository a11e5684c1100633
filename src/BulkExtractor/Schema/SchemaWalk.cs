namespace BulkExtractor.Schema;

/// <summary>Goes through schemas that may hold themselves.</summary>
internal static class SchemaWalk
{
    /// <summary>A schema and all that it holds, each once, the nearest ones first.</summary>
    public static IEnumerable<FieldSchema> From(FieldSchema root, Func<FieldSchema, IEnumerable<FieldSchema>> held)
    {
        var known = new HashSet<FieldSchema>(ReferenceEqualityComparer.Instance);
        var open = new Queue<FieldSchema>([root]);
        while (open.TryDequeue(out var schema))
        {
            if (!known.Add(schema)) continue;
            yield return schema;
            foreach (var inner in held(schema)) open.Enqueue(inner);
        }
    }
}
