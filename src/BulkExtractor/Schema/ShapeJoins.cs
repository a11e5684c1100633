using System.Text.Json.Nodes;

namespace BulkExtractor.Schema;

/// <summary>What values look like that fit both of two schemas, or one of several; made once for each.</summary>
internal sealed class ShapeJoins
{
    private static readonly FieldSchema Unsaid = new();

    private readonly Dictionary<FieldSchema, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FieldSchema?> _made = [];

    /// <summary>The values that fit one of these, or more.</summary>
    public FieldSchema AnyOf(IReadOnlyList<FieldSchema> forms)
    {
        IReadOnlyList<FieldSchema> different = [.. forms.Distinct<FieldSchema>(ReferenceEqualityComparer.Instance)];
        return different.Count == 1 ? different[0] : Once("|", different, MakeAnyOf)!;
    }

    /// <summary>The values that fit both; null where it is clear that there are none.</summary>
    public FieldSchema? AllOf(FieldSchema one, FieldSchema other) => ReferenceEquals(one, other)
        ? one
        : Once("&", [one, other], both => MakeAllOf(both[0], both[1]));

    private FieldSchema? Once(
        string how, IReadOnlyList<FieldSchema> parts, Func<IReadOnlyList<FieldSchema>, FieldSchema?> make)
    {
        var key = how + string.Join(how, parts.Select(Number));
        if (!_made.TryGetValue(key, out var made)) _made[key] = made = make(parts);
        return made;
    }

    private int Number(FieldSchema schema)
    {
        if (!_numbers.TryGetValue(schema, out var number)) _numbers[schema] = number = _numbers.Count;
        return number;
    }

    private FieldSchema MakeAnyOf(IReadOnlyList<FieldSchema> forms)
    {
        var parts = new SchemaParts(Unsaid, [], forms, []);
        List<FieldSchema> said =
        [
            .. forms.SelectMany(form => form.Variants.Count > 0 ? form.Variants : [form])
                .Where(form => form.Types is not [FieldType.Null])
                .Distinct<FieldSchema>(ReferenceEqualityComparer.Instance),
        ];
        var nullable = forms.Any(form => form.Types.Contains(FieldType.Null));
        if (said.Count == 0) return forms[0];
        var joined = said.Count == 1 ? said[0] : Joined(said);
        if (!nullable) return joined with { Written = parts };
        return joined with
        {
            Types = joined.Types is [] || joined.AllowsNull ? joined.Types : [.. joined.Types, FieldType.Null],
            Enum = joined.Enum is [] || joined.Enum.Contains(null) ? joined.Enum : [.. joined.Enum, null],
            Written = parts,
        };
    }

    private FieldSchema Joined(List<FieldSchema> forms)
    {
        var objects = Of(forms, FieldType.Object);
        var lists = Of(forms, FieldType.Array);
        var choices = forms.All(form => form.Enum.Count > 0);
        return new FieldSchema
        {
            Types = forms.Exists(form => form.Types.Count == 0)
                ? []
                : [.. forms.SelectMany(form => form.Types).Distinct()],
            Description = forms.Select(form => form.Description).FirstOrDefault(text => text is not null),
            Enum = choices ? [.. forms.SelectMany(form => form.Enum).DistinctBy(CanonicalJson.Write)] : [],
            Examples = [.. forms.SelectMany(form => form.Examples)],
            Format = SameFormat(Of(forms, FieldType.String)),
            LazyItems = lists.Count > 0 && lists.TrueForAll(list => list.LazyItems is not null)
                ? Any([.. lists.Select(list => list.LazyItems!)])
                : null,
            UniqueItems = lists.Count > 0 && lists.TrueForAll(list => list.UniqueItems),
            Properties = [.. objects.SelectMany(one => one.Properties).GroupBy(one => one.Name).Select(same =>
                new FieldProperty(same.Key, Any([.. same.Select(one => new Lazy<FieldSchema>(() => one.Schema))])))],
            Required = objects.Count == 0
                ? []
                : [.. objects.Select(one => one.Required.AsEnumerable()).Aggregate((all, some) => all.Intersect(some))],
            AdditionalProperties = objects.Exists(one => one.AdditionalProperties),
            LazyOthers = objects.Count(one => one.LazyOthers is not null) == 1
                ? objects.Find(one => one.LazyOthers is not null)!.LazyOthers
                : null,
            Variants = choices ? [] : forms,
        };
    }

    private static List<FieldSchema> Of(List<FieldSchema> forms, FieldType type) =>
        [.. forms.Where(form => form.Types.Count == 0 || form.Types.Contains(type))];

    private static string? SameFormat(List<FieldSchema> texts) =>
        texts.Select(text => text.Format).Distinct().ToList() is [var format] ? format : null;

    private Lazy<FieldSchema> Any(IReadOnlyList<Lazy<FieldSchema>> forms) =>
        forms.Count == 1 ? forms[0] : new(() => AnyOf([.. forms.Select(form => form.Value)]));

    private FieldSchema? MakeAllOf(FieldSchema one, FieldSchema other)
    {
        var types = FieldTypes.Shared(one.Types, other.Types);
        if (types.Count == 0 && one.Types.Count > 0) return null;
        var values = Shared(one.Enum, other.Enum);
        if (values.Count == 0 && one.Enum.Count > 0) return null;
        return new FieldSchema
        {
            Types = types,
            Description = one.Description ?? other.Description,
            Enum = values,
            Examples = [.. one.Examples, .. other.Examples],
            Pattern = one.Pattern ?? other.Pattern,
            Format = one.Format ?? other.Format,
            MinLength = Most(one.MinLength, other.MinLength),
            MaxLength = Least(one.MaxLength, other.MaxLength),
            Minimum = Most(one.Minimum, other.Minimum),
            Maximum = Least(one.Maximum, other.Maximum),
            ExclusiveMinimum = Most(one.ExclusiveMinimum, other.ExclusiveMinimum),
            ExclusiveMaximum = Least(one.ExclusiveMaximum, other.ExclusiveMaximum),
            MultipleOf = one.MultipleOf ?? other.MultipleOf,
            LazyItems = Both(one.LazyItems, other.LazyItems),
            LazyFirstItems = one.LazyFirstItems.Count > 0 ? one.LazyFirstItems : other.LazyFirstItems,
            MinItems = Most(one.MinItems, other.MinItems),
            MaxItems = Least(one.MaxItems, other.MaxItems),
            UniqueItems = one.UniqueItems || other.UniqueItems,
            Properties = [.. one.Properties.Concat(other.Properties).GroupBy(property => property.Name).Select(same =>
                new FieldProperty(same.Key, same.Select(property => new Lazy<FieldSchema>(() => property.Schema))
                    .Aggregate((left, right) => Both(left, right)!)))],
            Required = [.. one.Required.Union(other.Required)],
            AdditionalProperties = one.AdditionalProperties && other.AdditionalProperties,
            LazyOthers = Both(one.LazyOthers, other.LazyOthers),
            Written = new SchemaParts(Unsaid, [one, other], [], []),
        };
    }

    private static IReadOnlyList<JsonNode?> Shared(IReadOnlyList<JsonNode?> one, IReadOnlyList<JsonNode?> other)
    {
        if (one.Count == 0) return other;
        return other.Count == 0
            ? one
            : [.. one.IntersectBy(other.Select(CanonicalJson.Write), CanonicalJson.Write)];
    }

    // Where no value fits both, the first stands for what it may look like; the check says what is wrong.
    private Lazy<FieldSchema>? Both(Lazy<FieldSchema>? one, Lazy<FieldSchema>? other)
    {
        if (one is null || other is null) return one ?? other;
        return new(() => AllOf(one.Value, other.Value) ?? one.Value);
    }

    private static T? Most<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is null || (other is { } right && right.CompareTo(one.Value) > 0) ? other : one;

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is null || (other is { } right && right.CompareTo(one.Value) < 0) ? other : one;
}
