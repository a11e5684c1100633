using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>The inbox of a scheduled job over notes, and the outbox to which it exports.</summary>
internal sealed class NightlyInbox
{
    /// <summary>The name of the job.</summary>
    public const string Job = "nightly";

    // No night comes while this is measured: each run is asked for.
    private const string Schedule = """

        schedule:
          cron: "0 2 1 1 *"
          quiet: 1s
          export: { format: jsonl, to: "outbox/{file}" }
        """;

    private readonly string _inbox;
    private readonly string _outbox;

    public NightlyInbox(Workspace workspace)
    {
        var folder = workspace.WriteJob(
            Path.Combine("jobs", Job), "The total of the note, and its currency.", "strict");
        var job = Path.Combine(folder, "job.yaml");
        File.WriteAllText(job, File.ReadAllText(job).Replace($"name: jobs/{Job}", $"name: {Job}") + Schedule);
        _inbox = Directory.CreateDirectory(workspace.PathOf(Path.Combine("inbox", Job))).FullName;
        _outbox = workspace.PathOf("outbox");
    }

    /// <summary>Puts a file into the inbox, whole.</summary>
    public void Put(string file) => File.Move(file, Path.Combine(_inbox, Path.GetFileName(file)));

    /// <summary>Where the results of a batch are exported to.</summary>
    public string ExportOf(int batch) =>
        Path.Combine(_outbox, Path.ChangeExtension(GoldNotes.NameOf(batch), ".jsonl"));
}
