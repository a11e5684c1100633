using BulkExtractor.Jobs;
using BulkExtractor.Notices;
using Microsoft.Extensions.Configuration;

namespace BulkExtractor.Cli.Work;

/// <summary>What the settings file says about notices: <c>notify</c> as in a job file, and <c>allow</c>.</summary>
internal static class NotifySettings
{
    private const string Notify = "notify";
    private const string Allow = "allow";
    private const string Internal = "internal";

    private static readonly string[] Properties = ["to", "when", "secret", Allow];

    /// <summary>The names that stand at the top of the file.</summary>
    public static IReadOnlyList<string> Names { get; } = [Notify, Allow];

    public static NoticeSettings Read(string file, IConfiguration settings)
    {
        List<NoticeTarget> targets = [.. settings.GetSection(Notify).GetChildren().Select(one => Target(file, one))];
        return targets.Count <= NotifyTarget.Most
            ? new NoticeSettings(targets, AllowsInternal(file, settings))
            : throw new InputException($"{file}: {Notify}: at most {NotifyTarget.Most} targets");
    }

    private static NoticeTarget Target(string file, IConfigurationSection section)
    {
        var given = section.GetChildren().Select(one => one.Key);
        if (given.FirstOrDefault(name => !Properties.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Fault(unknown, $"there is no such property; {NearestName.Suggest(unknown, Properties)}");
        var target = NotifyTarget.Create(
            section["to"] ?? throw Fault("to", "is missing"),
            [.. section.GetSection("when").GetChildren().Select(one => one.Value ?? "")],
            section["secret"],
            Fault);
        return new NoticeTarget(target, AllowsInternal($"{file}: {section.Path}", section));

        InputException Fault(string property, string problem) => new($"{file}: {section.Path}:{property}: {problem}");
    }

    private static bool AllowsInternal(string where, IConfiguration settings) => settings[Allow] switch
    {
        null => false,
        Internal => true,
        _ => throw new InputException($"{where}: {Allow}: allowed: {Internal}"),
    };
}
