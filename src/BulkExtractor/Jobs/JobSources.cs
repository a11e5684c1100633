using BulkExtractor.Basics;

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

    /// <summary>The name of the file with gold.</summary>
    public string GoldFile => Path.Combine(Folder, "gold.jsonl");

    /// <summary>The gold; null where there is none.</summary>
    public string? Gold { get; init; }

    /// <summary>Reads the folder; only examples and gold may be missing.</summary>
    public static JobSources Read(string folder)
    {
        var named = new JobSources(folder, "", "", null);
        return named with
        {
            Yaml = InputFile.Read(named.YamlFile),
            Schema = InputFile.Read(named.SchemaFile),
            Examples = ReadIfThere(named.ExamplesFile),
            Gold = ReadIfThere(named.GoldFile),
        };
    }

    private static string? ReadIfThere(string file) => File.Exists(file) ? InputFile.Read(file) : null;
}
