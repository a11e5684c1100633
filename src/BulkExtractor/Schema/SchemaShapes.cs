namespace BulkExtractor.Schema;

/// <summary>Makes of written schemas what their values look like, each once, so that recursive ones close.</summary>
internal sealed class SchemaShapes(JsonPlaces places, IReadOnlyDictionary<string, WrittenSchema> written)
{
    private const int MostForms = 100;
    private const int MostShapes = 20_000;

    private readonly Dictionary<string, FieldSchema> _wholes = [];
    private readonly Dictionary<string, IReadOnlyList<FieldSchema>> _forms = [];
    private readonly ShapeJoins _joins = new();

    /// <summary>The schema at a place, when it is asked for.</summary>
    public Lazy<FieldSchema> Later(string pointer) => new(() => Whole(pointer));

    /// <summary>The schema at a place with all that it is put together of.</summary>
    public FieldSchema Whole(string pointer)
    {
        if (_wholes.TryGetValue(pointer, out var whole)) return whole;
        var place = written[pointer];
        return _wholes[pointer] = place.IsPlain ? place.Own : PutTogether(place);
    }

    /// <summary>Makes everything that the schema holds, so that nothing is left to be made while it is used.</summary>
    public void Complete(FieldSchema root)
    {
        if (SchemaWalk.From(root, one => one.Inner().Concat(PartsOf(one))).Skip(MostShapes).Any())
            throw places.Fault("", $"its parts make more than {MostShapes} shapes");
    }

    private static IEnumerable<FieldSchema> PartsOf(FieldSchema schema)
    {
        if (schema.PropertyNames is { } names) yield return names;
        if (schema.Written is not { } parts) yield break;
        foreach (var part in parts.AllOf.Concat(parts.AnyOf).Concat(parts.OneOf).Prepend(parts.Own)) yield return part;
    }

    private FieldSchema PutTogether(WrittenSchema place)
    {
        var own = place.Own;
        var forms = Forms(place.Pointer);
        var whole = place is { SaysNothing: true, Ref: { } target } && place.SameValue.Count() == 1
            ? Whole(target)
            : _joins.AnyOf(forms) with { Written = PartsOf(place) };
        if (own is { Description: null, Examples.Count: 0 }) return whole;
        return whole with
        {
            Description = own.Description ?? whole.Description,
            Examples = [.. own.Examples, .. whole.Examples],
        };
    }

    private SchemaParts PartsOf(WrittenSchema place)
    {
        IReadOnlyList<string> all = place.Ref is { } target ? [target, .. place.AllOf] : place.AllOf;
        return new(
            place.Own, [.. all.Select(Whole)], [.. place.AnyOf.Select(Whole)], [.. place.OneOf.Select(Whole)]);
    }

    // The single forms of a place: each way through its alternatives, with all that counts besides.
    private IReadOnlyList<FieldSchema> Forms(string pointer)
    {
        if (!_forms.TryGetValue(pointer, out var forms)) _forms[pointer] = forms = MakeForms(written[pointer]);
        return forms;
    }

    private IReadOnlyList<FieldSchema> MakeForms(WrittenSchema place)
    {
        if (place.IsPlain) return [place.Own];
        IReadOnlyList<FieldSchema>? forms = place.SaysNothing ? null : [place.Own];
        if (place.Ref is { } target) forms = Crossed(place, forms, Forms(target));
        foreach (var part in place.AllOf) forms = Crossed(place, forms, Forms(part));
        foreach (var choice in new[] { place.AnyOf, place.OneOf }.Where(choice => choice.Count > 0))
            forms = Crossed(place, forms, [.. choice.SelectMany(Forms)]);
        return forms!;
    }

    private IReadOnlyList<FieldSchema> Crossed(
        WrittenSchema place, IReadOnlyList<FieldSchema>? left, IReadOnlyList<FieldSchema> right)
    {
        if ((left?.Count ?? 1) * right.Count > MostForms)
            throw places.Fault(place.Pointer, $"has more than {MostForms} forms");
        IReadOnlyList<FieldSchema> forms = left is null
            ? right
            : [.. left.SelectMany(one => right.Select(other => _joins.AllOf(one, other))).OfType<FieldSchema>()];
        return forms.Count > 0
            ? forms
            : throw places.Fault(place.Pointer, "no value fits: its parts exclude each other");
    }
}
