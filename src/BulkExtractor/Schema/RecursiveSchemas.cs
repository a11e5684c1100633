namespace BulkExtractor.Schema;

/// <summary>Finds the schemas that hold themselves.</summary>
internal static class RecursiveSchemas
{
    /// <summary>One schema of each circle, or more: without them there is none.</summary>
    public static HashSet<FieldSchema> Find(FieldSchema root)
    {
        var found = new HashSet<FieldSchema>(ReferenceEqualityComparer.Instance);
        Walk(root, found, new(ReferenceEqualityComparer.Instance), new(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Walk(
        FieldSchema schema, HashSet<FieldSchema> found, HashSet<FieldSchema> above, HashSet<FieldSchema> left)
    {
        if (above.Contains(schema)) found.Add(schema);
        if (!left.Add(schema)) return;
        above.Add(schema);
        foreach (var inner in schema.Inner()) Walk(inner, found, above, left);
        above.Remove(schema);
    }
}
