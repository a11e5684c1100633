using BulkExtractor.Basics;
using BulkExtractor.Models;

namespace BulkExtractor.Jobs;

/// <summary>The sections of a job file.</summary>
internal static class JobSections
{
    /// <summary>The properties of <c>input</c>.</summary>
    public static readonly string[] KnownOfInput = ["id", "text", "file", "image", "scans", "delimiter", "encoding"];

    private static readonly Dictionary<string, char?> DelimiterNames =
        new() { ["auto"] = null, [","] = ',', [";"] = ';', ["tab"] = '\t', ["|"] = '|' };

    private static readonly TimeSpan LongestQuiet = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, bool> DataCollection =
        new() { ["allow"] = false, ["deny"] = true };

    private static readonly Dictionary<string, bool> Votings =
        new() { ["needed"] = false, ["all"] = true };

    private static readonly Dictionary<string, ScanUse> ScanUses =
        new() { ["pictures"] = ScanUse.Pictures, ["text"] = ScanUse.Text };

    private static readonly Dictionary<string, string> Formats =
        new() { ["csv"] = "csv", ["jsonl"] = "jsonl", ["xlsx"] = "xlsx", ["parquet"] = "parquet" };

    /// <summary>Which columns become documents.</summary>
    public static JobInput Input(YamlValue section)
    {
        var input = section.Properties(KnownOfInput);
        return new JobInput(Text(input))
        {
            Id = input["id"]?.Text(),
            File = input["file"]?.Text(),
            Image = input["image"]?.Text(),
            Scans = input["scans"]?.Choice("a use of scans", ScanUses) ?? ScanUse.Pictures,
            Delimiter = input["delimiter"]?.Choice("a delimiter", DelimiterNames),
            Encoding = input["encoding"] is { } encoding ? Encoding(encoding) : "utf-8",
        };
    }

    private static string Text(YamlProperties input)
    {
        // A file says it all; of a picture this must be said, since it is easily forgotten.
        if (input["file"] is not null && input["text"] is null) return "";
        var text = input.Required("text");
        if (input["image"] is not null && text.Is("")) return "";
        return TextTemplate.Parse(text.Text()) is not null
            ? text.Text()
            : throw text.Fault("a brace opens no column's name; a brace itself is written '{{'");
    }

    /// <summary>Which models may work on the job.</summary>
    public static JobModels Models(YamlValue section)
    {
        var models = section.Properties("tiers", "prefer", "max_cost_usd", "data_collection");
        var standard = new JobModels();
        return new JobModels
        {
            Tiers = models["tiers"] is { } tiers ? Tiers(tiers) : standard.Tiers,
            Prefer = models["prefer"] is { } prefer && !prefer.Is("auto")
                ? [.. prefer.Items().Select(model => model.Text())]
                : standard.Prefer,
            MaxCostUsd = models["max_cost_usd"]?.Amount() ?? standard.MaxCostUsd,
            DenyDataCollection = models["data_collection"]?.Choice("a choice", DataCollection) ?? false,
            AllowDataCollection = models["data_collection"]?.Is("allow") ?? false,
        };
    }

    /// <summary>How many models have a say: <c>3</c>, or <c>{ of: 3, where: all }</c>.</summary>
    public static VotingOptions Votes(YamlValue section)
    {
        if (section.IsScalar) return new VotingOptions { Votes = Number(section) };
        var votes = section.Properties("of", "where");
        return new VotingOptions
        {
            Votes = Number(votes.Required("of")),
            Everywhere = votes["where"]?.Choice("a place for votes", Votings) ?? false,
        };

        static int Number(YamlValue value) => value.Whole(1, 9);
    }

    /// <summary>When the job runs by itself.</summary>
    public static JobSchedule Schedule(YamlValue section)
    {
        var schedule = section.Properties("cron", "time_zone", "inbox", "quiet", "export");
        var zone = schedule["time_zone"]?.Text() ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw schedule["time_zone"]!.Unfit("a name such as UTC or Europe/Berlin");

        var cron = schedule.Required("cron");
        if (Cron.Allowed(cron.Text()) is { } allowed) throw cron.Unfit(allowed);

        var inbox = schedule["inbox"];
        if (Path.GetDirectoryName(inbox?.Text())?.AsSpan().ContainsAny('*', '?') is true)
            throw inbox!.Unfit("* and ? in the last part of the path: inbox/*.csv");

        var export = schedule["export"] is { } after ? Export(after) : null;
        return new JobSchedule(Cron.WithBlanks(cron.Text()), zone, inbox?.Text(), export)
        {
            Quiet = schedule["quiet"] is { } quiet ? Quiet(quiet) : JobSchedule.UsualQuiet,
        };
    }

    private static TimeSpan Quiet(YamlValue span) => span.Duration() is var quiet && quiet <= LongestQuiet
        ? quiet
        : throw span.Unfit("at most 1h");

    private static List<Tier> Tiers(YamlValue list)
    {
        var tiers = list.Items().Select(TierNames.Read).ToList();
        return tiers.Count > 0 && tiers.Distinct().Count() == tiers.Count
            ? tiers
            : throw list.Fault($"each tier stands there once; allowed: {string.Join(", ", TierNames.All)}");
    }

    private static JobScheduleExport Export(YamlValue section)
    {
        var export = section.Properties("format", "to");
        var to = export.Required("to");
        if (ExportPlace.UnknownWord(to.Text()) is not null)
            throw to.Unfit("a path, in which {date} and {file} may stand");

        return new JobScheduleExport(export.Required("format").Choice("a format", Formats), to.Text());
    }

    private static string Encoding(YamlValue name) => FileEncoding.Named(name.Text()) is not null
        ? name.Text()
        : throw name.Unfit("an encoding's name, such as utf-8 or windows-1252");
}
