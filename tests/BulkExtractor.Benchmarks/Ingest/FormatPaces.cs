using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>What was measured of one format, in rows a second.</summary>
internal sealed class FormatPaces(int rows)
{
    public List<double> Bare { get; } = [];

    public List<double> Read { get; } = [];

    public List<double> Stored { get; } = [];

    /// <summary>The most memory that a submission had.</summary>
    public double Megabytes { get; private set; }

    /// <summary>Reads a file to its end, by the library alone and by the product.</summary>
    public async Task ReadAsync(string format, string file, CancellationToken cancellationToken)
    {
        var least = rows * Workspace.NoteColumns.Count;
        Bare.Add(await PaceAsync(() => FormatReaders.ReadBareAsync(format, file, cancellationToken), least));
        Read.Add(await PaceAsync(() => FormatReaders.ReadAsync(file, cancellationToken), rows));
    }

    /// <summary>Notes how the file was submitted.</summary>
    public void Add(ProcessRun submit)
    {
        Stored.Add(rows / submit.Took.TotalSeconds);
        Megabytes = Math.Max(Megabytes, submit.Megabytes);
    }

    public override string ToString() =>
        $"{Read[^1]:#,0} rows/s read, bare {Bare[^1]:#,0}, stored {Stored[^1]:#,0}, {Megabytes:0} MB";

    private async Task<double> PaceAsync(Func<Task<int>> read, int least)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        if (await read() is var count && count < least)
            throw new InputException($"only {count} of {least} were read: there is something wrong with the benchmark");
        return rows / TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
    }
}
