using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>Whether the references of a schema lead somewhere, and whether values can end that follow them.</summary>
internal sealed class SchemaReferences(JsonPlaces places, IReadOnlyDictionary<string, WrittenSchema> written)
{
    /// <exception cref="InputException">One leads nowhere, in a circle, or demands a value without an end.</exception>
    public void Check()
    {
        foreach (var place in written.Values.Where(place => place.Ref is not null && !written.ContainsKey(place.Ref)))
            throw Fault(place, $"there is no schema at '#{place.Ref}'; {Suggest(place.Ref!)}");

        var left = new HashSet<string>();
        foreach (var place in written.Values) CheckCircle(place, left, []);
        CheckEnds();
    }

    private string Suggest(string pointer)
    {
        string[] known =
        [
            .. written.Keys.Where(one => one.StartsWith("/$defs/", StringComparison.Ordinal)
                && one.AsSpan(7).IndexOf('/') < 0),
        ];
        return known.Length == 0 ? "there are no $defs" : NearestName.Suggest(pointer, known);
    }

    // What is held against itself without a step into the value is never decided.
    private void CheckCircle(WrittenSchema place, HashSet<string> left, HashSet<string> above)
    {
        if (left.Contains(place.Pointer)) return;
        if (!above.Add(place.Pointer))
            throw places.Fault(place.Pointer, "refers to itself and nothing else");
        foreach (var same in place.SameValue) CheckCircle(written[same], left, above);
        above.Remove(place.Pointer);
        left.Add(place.Pointer);
    }

    // A value can end where all that it must hold can; what is never reached this way has none that ends.
    private void CheckEnds()
    {
        var ending = new HashSet<string>();
        for (var before = -1; before < ending.Count;)
        {
            before = ending.Count;
            ending.UnionWith(written.Values.Where(place => Ends(place, ending)).Select(place => place.Pointer));
        }

        if (ending.Count == written.Count) return;
        var endless = written.Values.Where(place => !ending.Contains(place.Pointer)).ToList();
        throw Fault(
            endless.Find(place => place.Ref is not null) ?? endless[0],
            "demands a value without an end: let it be null, or leave it out of required");
    }

    private static bool Ends(WrittenSchema place, HashSet<string> ending) =>
        EndsItself(place, ending)
        && place.AllOf.All(ending.Contains)
        && (place.Ref is null || ending.Contains(place.Ref))
        && (place.AnyOf.Count == 0 || place.AnyOf.Any(ending.Contains))
        && (place.OneOf.Count == 0 || place.OneOf.Any(ending.Contains));

    private static bool EndsItself(WrittenSchema place, HashSet<string> ending)
    {
        var schema = place.Own;
        if (schema.Enum.Count > 0 || schema.Types.Count == 0 || schema.Types.Any(IsSingle)) return true;
        return (schema.Types.Contains(FieldType.Object) && ObjectEnds(place, ending))
            || (schema.Types.Contains(FieldType.Array) && ListEnds(place, ending));
    }

    private static bool IsSingle(FieldType type) => type is not (FieldType.Object or FieldType.Array);

    private static bool ObjectEnds(WrittenSchema place, HashSet<string> ending) => place.Own.Required
        .Select(name => place.Properties.GetValueOrDefault(name) ?? place.OtherProperties)
        .All(held => held is null || ending.Contains(held));

    private static bool ListEnds(WrittenSchema place, HashSet<string> ending)
    {
        var least = place.Own.MinItems ?? 0;
        return place.FirstItems.Take(least).All(ending.Contains)
            && (least <= place.FirstItems.Count || place.Items is null || ending.Contains(place.Items));
    }

    private InputException Fault(WrittenSchema place, string problem) =>
        places.Fault(place.Ref is null ? place.Pointer : JsonPointers.Join(place.Pointer, "$ref"), problem);
}
