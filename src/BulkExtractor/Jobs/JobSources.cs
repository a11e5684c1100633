namespace BulkExtractor.Jobs;

/// <summary>The files of a job's folder, as texts.</summary>
internal sealed record JobSources(string Folder, string Yaml, string Schema, string? Examples)
{
    /// <summary>The name of the job file.</summary>
    public string YamlFile => Path.Combine(Folder, "job.yaml");

    /// <summary>The name of the schema file.</summary>
    public string SchemaFile => Path.Combine(Folder, "schema.json");

    /// <summary>The name of the examples file.</summary>
    public string ExamplesFile => Path.Combine(Folder, "examples.jsonl");

    /// <summary>Reads the folder; only the examples may be missing.</summary>
    public static JobSources Read(string folder)
    {
        var named = new JobSources(folder, "", "", null);
        return named with
        {
            Yaml = InputFile.Read(named.YamlFile),
            Schema = InputFile.Read(named.SchemaFile),
            Examples = File.Exists(named.ExamplesFile) ? InputFile.Read(named.ExamplesFile) : null,
        };
    }
}
