using System.Threading.Channels;
using BulkExtractor.Calls;
using BulkExtractor.Recording;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>Records what requests brought, in groups.</summary>
internal sealed partial class RecordStage(
    LeaseBook leases, SentinelMonitor sentinels, PipelineOptions options, ILogger<RecordStage> logger)
{
    private readonly HashSet<string> _stopped = [];

    public async Task RunAsync(ChannelReader<AttemptResult> attempts, CancellationToken stop)
    {
        await foreach (var group in Stage.ReadGroupsAsync(attempts, options.RecordSize, stop))
        {
            await leases.RecordAsync(group, stop);
            await sentinels.LookAsync(group, stop);
            foreach (var attempt in group) TellStop(attempt);
            LogGroup(group.Count, group.Sum(attempt => attempt.Readings.Count(reading => reading.Answered)));
        }
    }

    // Requests that were under way together fail alike; the user wants to hear it once.
    private void TellStop(AttemptResult attempt)
    {
        var (model, failure) = (attempt.Pack.Model, attempt.Reply.Failure);
        if (failure?.Class is FailureClass.AccountStopped && _stopped.Add(model.Account.Id))
            LogAccountStopped(model.Account.Name, failure.Reason);
        else if (failure?.Class is FailureClass.ModelGone && _stopped.Add(model.Key))
            LogModelGone(model.Id, failure.Reason);
        else if (failure is { OfJob: true } or { Unexplained: true, Class: FailureClass.ModelPaused }
            && _stopped.Add($"{model.Key} refuses"))
            LogRefuses(failure.Reason);
        else if (failure is { Unexplained: true, Class: FailureClass.AccountPaused }
            && _stopped.Add($"{model.Account.Id} refuses"))
            LogRefuses(failure.Reason);
    }

    [LoggerMessage(LogLevel.Warning, "The account {Account} cannot be used until this is mended: {Reason}")]
    private partial void LogAccountStopped(string account, string reason);

    [LoggerMessage(LogLevel.Warning, "The model {Model} is gone and asked no more: {Reason}")]
    private partial void LogModelGone(string model, string reason);

    [LoggerMessage(LogLevel.Warning, "Asked again only now and then: {Reason}")]
    private partial void LogRefuses(string reason);

    [LoggerMessage(LogLevel.Debug, "Recorded {Attempts} attempts with {Answers} answers")]
    private partial void LogGroup(int attempts, int answers);
}
