using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>Reads a job's folder; what is wrong in it is told in one line: file, line, property.</summary>
public static partial class JobFile
{
    /// <summary>The properties of a job file.</summary>
    internal static readonly string[] Known =
    [
        "name", "description", "input", "instructions", "models", "pack", "ground", "votes", "passes", "sentinel",
        "rules", "schedule", "keep", "notify",
    ];

    private const string StrictWord = "strict";

    // As long as a rule may be.
    private const int LongestTold = 1_000;

    /// <summary>The job of a folder with a job file, a schema and perhaps examples.</summary>
    public static Job Read(string folder) => Parse(JobSources.Read(folder));

    /// <summary>Throws when a job cannot be named so.</summary>
    public static void CheckName(string name)
    {
        if (!NameShape().IsMatch(name)) throw new InputException(NoName(name));
    }

    internal static Job Parse(JobSources sources)
    {
        var job = YamlValue.Load(sources.YamlFile, sources.Yaml).Properties(Known);
        var definition = Definition(job, sources);
        var votes = job["votes"] is { } given ? JobSections.Votes(given) : new VotingOptions();
        return new Job
        {
            Definition = definition,
            Input = JobSections.Input(job.Required("input")),
            Description = job["description"]?.Text() ?? "",
            Folder = sources.Folder,
            Models = job["models"] is { } models ? JobSections.Models(models) : new JobModels(),
            Pack = job["pack"] is { } pack && !pack.Is("auto") ? pack.Whole(1, 1_000) : null,
            Inquiry = votes with { Passes = job["passes"]?.Whole(1, 9) ?? 1 },
            Sentinel = job["sentinel"] is { } sentinel ? Share(sentinel) : 0,
            Gold = Gold(job, sources, definition.Fields),
            Schedule = job["schedule"] is { } schedule ? JobSections.Schedule(schedule) : null,
            Keep = job["keep"]?.Duration(),
            Notify = job["notify"] is { } notify ? NotifySection.Read(notify) : [],
        };
    }

    private static IReadOnlyList<GoldRow> Gold(YamlProperties job, JobSources sources, FieldSchema fields)
    {
        if (job["sentinel"] is not { } sentinel || Share(sentinel) == 0) return [];
        if (job["pack"] is { } pack && !pack.Is("auto") && pack.Whole(1, 1_000) == 1)
            throw sentinel.Fault(
                "gold rides beside documents, so it needs packs of 2 or more: raise pack, or take sentinel out");
        return sources.Gold is { } gold
            ? GoldLines.ReadChecked(sources.GoldFile, gold, fields)
            : throw sentinel.Fault(
                $"there is no gold to ride along: put lines {GoldLines.Shape} into {sources.GoldFile} "
                + "(approved documents can be downloaded so from the dashboard), or take sentinel out");
    }

    private static Definition Definition(YamlProperties job, JobSources sources)
    {
        var (name, ground) = (Name(job, sources), job["ground"]);
        var strict = ground?.Is(StrictWord) ?? false;
        var grounds = strict || (ground?.Flag() ?? true);
        var fields = SchemaReader.Read(sources.SchemaFile, sources.Schema);
        return new Definition
        {
            Name = name,
            Instructions = job["instructions"]?.Text() ?? "",
            Schema = DefinitionJson.Compact(sources.Schema),
            Fields = fields,
            Examples = sources.Examples is { } examples
                ? ExamplesReader.Read(sources.ExamplesFile, examples, fields)
                : [],
            Ground = grounds,
            Strict = strict,
            Rules = [.. job["rules"]?.Items().Select(rule => RuleOf(rule, fields)) ?? []],
        };
    }

    private static Rule RuleOf(YamlValue rule, FieldSchema fields)
    {
        try
        {
            return Rule.Parse(rule.Text(), fields);
        }
        catch (FormatException wrong)
        {
            throw rule.Fault($"the rule '{Beginning(rule.Text())}' is not right: {wrong.Message}");
        }
    }

    private static string Beginning(string text) => text.Length <= LongestTold ? text : $"{text[..LongestTold]}…";

    // Without a name the folder's is the job's.
    private static string Name(YamlProperties job, JobSources sources)
    {
        var folder = Path.GetFileName(Path.GetFullPath(sources.Folder).TrimEnd(Path.DirectorySeparatorChar));
        var name = job["name"]?.Text() ?? folder;
        return NameShape().IsMatch(name) ? name : throw (job["name"] ?? job.Mapping).Fault(NoName(name));
    }

    private static string NoName(string name) =>
        $"'{name}' is no name for a job; allowed: letters, digits, - and _, at most 50, a letter first";

    private static double Share(YamlValue value)
    {
        var text = value.Text();
        var style = NumberStyles.AllowDecimalPoint;
        return text.EndsWith('%') && double.TryParse(text[..^1], style, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100
                ? percent / 100
                : throw value.Unfit("a share from 0% to 100%");
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,49}\z")]
    private static partial Regex NameShape();
}
