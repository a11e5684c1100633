namespace BulkExtractor.Basics;

/// <summary>The properties of a mapping; one without a value is as good as absent.</summary>
internal sealed class YamlProperties(YamlValue mapping, IReadOnlyDictionary<string, YamlValue> properties)
{
    /// <summary>The mapping itself, for errors.</summary>
    public YamlValue Mapping => mapping;

    /// <summary>The property's value, or null if it is absent.</summary>
    public YamlValue? this[string name] =>
        properties.TryGetValue(name, out var value) && !value.IsNull ? value : null;

    /// <summary>The property's value.</summary>
    public YamlValue Required(string name) => this[name] ?? throw mapping.Fault($"'{name}' is missing");
}
