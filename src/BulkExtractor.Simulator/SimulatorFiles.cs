using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Replays;

namespace BulkExtractor.Simulator;

/// <summary>Reads and opens the files that a simulator is given.</summary>
internal static class SimulatorFiles
{
    private const int LedgerBuffer = 1 << 16;

    public static async Task<SimulatedPool> ReadPoolAsync(
        SimulatorOptions options, CancellationToken cancellationToken)
    {
        if (!(options.Limits.Scale > 0)) throw new InvalidDataException("The scale must be over 0.");
        if (options.PoolFile is not { } file) return SevenModels.Pool(options.Limits);
        if (options.Limits is { Requests: not null } or { RequestsPerDay: not null })
            throw new InvalidDataException($"{file}: limits by option are for the built-in pool only.");

        var text = await File.ReadAllTextAsync(file, cancellationToken);
        return SimulatedPoolFile.Parse(text, file, options.Limits.Scale);
    }

    public static async Task<IAnswers> ReadAnswersAsync(
        SimulatorOptions options, CancellationToken cancellationToken)
    {
        var rules = new RuleAnswers();
        if (options.AnswersFile is not { } file) return rules;
        using var lines = new StreamReader(file);
        return await FileAnswers.ReadAsync(lines, file, rules, cancellationToken);
    }

    public static async Task<ReplayBook?> ReadReplayAsync(
        SimulatorOptions options, CancellationToken cancellationToken) =>
        options.ReplayFolder is { } folder ? await ReplayBook.ReadAsync(folder, cancellationToken) : null;

    public static LedgerFile? OpenLedger(SimulatorOptions options)
    {
        if (options.LedgerFile is not { } file) return null;
        var stream = new FileStream(
            file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, LedgerBuffer, useAsync: true);
        return LedgerFile.Start(stream);
    }
}
