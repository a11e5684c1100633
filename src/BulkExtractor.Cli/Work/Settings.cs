using System.ComponentModel.DataAnnotations;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Notices;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Configuration;

namespace BulkExtractor.Cli.Work;

/// <summary>How the program runs: <c>appsettings.json</c>, overridden by environment variables.</summary>
internal sealed record Settings
{
    private const string FileName = "appsettings.json";
    private const string PipelineSection = "Pipeline";
    private const string InputsSection = "Inputs";

    private static readonly string[] Known =
    [
        "BULK_POSTGRES", "BULK_DATA", "BULK_POOL", "BULK_RECORD", "BULK_RECORD_TEXTS", PipelineSection, InputsSection,
        .. NotifySettings.Names,
    ];

    /// <summary>The connection string of the user's own server.</summary>
    public string? Postgres { get; init; }

    /// <summary>The folder of the embedded cluster.</summary>
    public string? Data { get; init; }

    public string? Pool { get; init; }

    /// <summary>The folder to which every exchange with a provider is written.</summary>
    public string? Record { get; init; }

    /// <summary>Whether texts and values are written there as they are.</summary>
    public bool RecordTexts { get; init; }

    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>Who hears of all jobs.</summary>
    public NoticeSettings Notices { get; init; } = NoticeSettings.None;

    public InputBounds Inputs { get; init; } = new();

    /// <summary>Reads the file of the current folder, else the checkout's, and the environment.</summary>
    public static Settings Read() => Read(
        new[] { Directory.GetCurrentDirectory(), RepositoryRoot.Folder }
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists));

    /// <summary>Reads a file, if one is given, and the environment.</summary>
    internal static Settings Read(string? file)
    {
        var builder = new ConfigurationBuilder();
        var written = file is null ? null : ReadFile(file);
        if (written is not null) builder.AddConfiguration(written);
        var settings = builder.AddEnvironmentVariables().Build();
        return new Settings
        {
            Postgres = Text(settings, "BULK_POSTGRES"),
            Data = Text(settings, "BULK_DATA"),
            Pool = Text(settings, "BULK_POOL"),
            Record = Text(settings, "BULK_RECORD"),
            RecordTexts = "yes".Equals(Text(settings, "BULK_RECORD_TEXTS"), StringComparison.OrdinalIgnoreCase),
            Pipeline = Section<PipelineOptions>(settings.GetSection(PipelineSection)),
            Inputs = Section<InputBounds>(settings.GetSection(InputsSection)),
            // By the file only: whoever may set a variable may not lead notices elsewhere.
            Notices = written is null ? NoticeSettings.None : NotifySettings.Read(file!, written),
        };
    }

    /// <summary>Finds PostgreSQL, and starts it where that is for this program to do.</summary>
    /// <param name="patience">Gives up what has failed for so long; null for never, as a service has it.</param>
    /// <param name="name">Another database than that of ordinary batches; null means theirs.</param>
    public Task<OpenDatabase> FindDatabaseAsync(
        Terminal terminal, TimeSpan? patience, CancellationToken cancellationToken, string? name = null)
    {
        var options = new PostgresOptions(new EmbeddedOptions(RepositoryRoot.Folder) { DataFolder = Data })
        {
            ConnectionString = Postgres,
        };
        var logger = Logging.CreateLogger<Database>(terminal);
        return OpenDatabase.FindAsync(options, name, patience, TimeProvider.System, logger, cancellationToken);
    }

    private static IConfiguration ReadFile(string file)
    {
        try
        {
            var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();
            CheckNames(file, settings.GetChildren(), Known);
            return settings;
        }
        catch (InvalidDataException problem)
        {
            var reason = problem.InnerException?.InnerException ?? problem.InnerException ?? problem;
            throw new InputException($"{file} cannot be read: {reason.Message}", problem);
        }
    }

    // An empty variable is how a shell takes a setting back.
    private static string? Text(IConfiguration settings, string name) =>
        string.IsNullOrWhiteSpace(settings[name]) ? null : settings[name];

    private static T Section<T>(IConfigurationSection section)
        where T : class, new()
    {
        CheckNames(section.Path, section.GetChildren(), [.. typeof(T).GetProperties().Select(p => p.Name)]);
        try
        {
            var options = section.Get<T>() ?? new T();
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            return options;
        }
        catch (InvalidOperationException unfit)
        {
            throw Wrong(section, unfit.Message, unfit);
        }
        catch (ValidationException outside)
        {
            throw Wrong(section, outside.Message, outside);
        }
    }

    private static void CheckNames(
        string where, IEnumerable<IConfigurationSection> given, IReadOnlyCollection<string> known)
    {
        var names = given.Select(setting => setting.Key);
        if (names.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InputException(
                $"{where}: there is no setting '{unknown}': {NearestName.Suggest(unknown, known)}");
    }

    private static InputException Wrong(IConfigurationSection section, string reason, Exception problem) => new(
        $"{section.Path}: {reason} ({FileName}, or the environment variable {section.Path}__…)", problem);
}
