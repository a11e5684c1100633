using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>What people write of a job, as texts: its job file, its schema and its examples.</summary>
/// <param name="Examples">Empty where there are none.</param>
public sealed record JobText(string Yaml, string Schema, string Examples)
{
    /// <summary>The most characters of a job file, of a schema and of examples.</summary>
    public const int LongestYaml = 64 << 10, LongestSchema = 512 << 10, LongestExamples = 512 << 10;

    /// <summary>Tells this text from any other.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{Yaml.Length} {Schema.Length} {Yaml}{Schema}{Examples}")))[..32];

    /// <summary>The gold that lies beside it; null where there is none.</summary>
    internal string? Gold { get; init; }

    /// <summary>The same beside the files of another text that nobody changes here.</summary>
    public JobText Beside(JobText there) => this with { Gold = there.Gold };

    /// <summary>Why it cannot be the job of that name, one line each; empty where it can.</summary>
    /// <param name="before">What the job says now; null where there is none yet.</param>
    public IReadOnlyList<string> FindProblems(string name, JobText? before)
    {
        var sources = SourcesOf(name);
        try
        {
            Check(sources.YamlFile, Yaml, LongestYaml);
            Check(sources.SchemaFile, Schema, LongestSchema);
            Check(sources.ExamplesFile, Examples, LongestExamples);
            var changes = OperatorParts.FindChanges(
                YamlValue.Load(sources.YamlFile, Yaml), before?.Load($"{sources.YamlFile} as it is"), name);
            if (changes.Count == 0) JobFile.Parse(sources);
            return changes;
        }
        catch (InputException mistake)
        {
            return [mistake.Message];
        }
    }

    /// <summary>The names of its parts that can be changed in the file alone; none where it is not YAML.</summary>
    public IReadOnlyList<string> ListOperatorParts()
    {
        try
        {
            return OperatorParts.List(Load("job.yaml"));
        }
        catch (InputException)
        {
            return [];
        }
    }

    private static void Check(string file, string text, int longest)
    {
        if (text.Length > longest) throw new InputException($"{file}: holds more than {longest:N0} characters");
        if (text.Contains('\0')) throw new InputException($"{file}: holds a NUL: take it out");
    }

    private YamlValue Load(string file) => YamlValue.Load(file, Yaml);

    private JobSources SourcesOf(string name) =>
        new(Path.Combine(JobFolder.Root, name), Yaml, Schema, Examples.Length == 0 ? null : Examples) { Gold = Gold };
}
