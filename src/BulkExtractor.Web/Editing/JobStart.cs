using BulkExtractor.Web.Submitting;

namespace BulkExtractor.Web.Editing;

/// <summary>What a new job is made of, as an address or a form says it.</summary>
public sealed record JobStart
{
    // None of them is the name of a text of the editor, in whose form they stand, too.
    private static readonly string[] Names =
        ["name", "sample", "schema_file", "batch", "delimiter", "encoding", "sheet"];

    private readonly IReadOnlyDictionary<string, string> _said;

    private JobStart(IReadOnlyDictionary<string, string> said) => _said = said;

    /// <summary>The job's name.</summary>
    public string Name => this["name"] ?? throw new InputException("name the job: name=flats");

    /// <summary>The upload with rows like those to come; null where there is none.</summary>
    public string? Sample => this["sample"];

    /// <summary>The upload with a JSON Schema; null where there is none.</summary>
    public string? SchemaFile => this["schema_file"];

    /// <summary>The batch that some rows were asked about in; null where there is none.</summary>
    public long? Batch => long.TryParse(this["batch"], out var batch) ? batch : null;

    /// <summary>How the sample is read.</summary>
    internal SubmitOptionsQuery Options => new(name => this[name]);

    /// <summary>All that is said, for forms.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters => _said;

    public string? this[string name] => _said.GetValueOrDefault(name);

    public static JobStart From(HttpRequest request) => Read(name => request.Query[name]);

    public static JobStart From(IFormCollection form) => Read(name => form[name]);

    public static JobStart Named(string name) => Read(asked => asked == "name" ? name : null);

    /// <summary>The same with something else; null takes it out.</summary>
    public JobStart With(string name, string? value) => Read(asked => asked == name ? value : this[asked]);

    /// <summary>The page of its sample.</summary>
    public string SampleAddress => With("sample", null).At($"/jobs/sample/{Sample}");

    /// <summary>An address that says it.</summary>
    public string At(string path) => path + QueryString.Create(
        _said.Select(said => KeyValuePair.Create(said.Key, (string?)said.Value)));

    private static JobStart Read(Func<string, string?> said) => new(Names
        .Select(name => (name, Value: said(name)?.Trim() ?? ""))
        .Where(one => one.Value.Length > 0)
        .ToDictionary(one => one.name, one => one.Value));
}
