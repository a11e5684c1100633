using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class RetryCommand
{
    private static readonly Argument<long> Batch = CommonOptions.Batch();

    public static Command Create()
    {
        var command = new Command("retry", "Asks again for a batch's failed documents. Example: bulk retry 12")
        {
            Batch,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var batch = await app.Batches.GetAsync(parsed.GetValue(Batch), cancellationToken);
        if (batch is { State: "cancelled", Failed: > 0 })
            throw new InputException(
                $"batch {batch.BatchId} is cancelled: 'bulk resume {batch.BatchId}' opens it again, then retry");

        var price = await PriceAsync(app, batch, cancellationToken);
        if (batch.Failed > 0) terminal.Progress(price);
        var reopened = await RetryAsync(app, batch, cancellationToken);
        if (terminal.Json)
        {
            batch = await app.Batches.GetAsync(batch.BatchId, cancellationToken);
            Terminal.Write(StatusJson.Write(batch, await app.Get<ForecastService>().OfAsync(batch, cancellationToken)));
        }
        else
        {
            terminal.Say(Told(batch, reopened));
        }

        return ExitCode.Done;
    }

    private static async Task<Reopened> RetryAsync(
        AppServices app, BatchProgress batch, CancellationToken cancellationToken)
    {
        await app.OpenBackgroundJobsAsync(cancellationToken);
        return await app.Get<Retry>().RunAsync(batch.BatchId, cancellationToken);
    }

    private static string Told(BatchProgress batch, Reopened reopened) => reopened switch
    {
        { Documents: 0, Splits: true } => $"Batch {batch.BatchId} is split again.",
        { Documents: 0 } when batch.Failed == 0 => $"Batch {batch.BatchId} has no failed documents.",
        { Documents: 0 } =>
            $"Nothing of batch {batch.BatchId} can be asked again: what could not be read has to be submitted anew.",
        { ToFetch: 0 } => $"{reopened.Documents} documents of batch {batch.BatchId} are open again.",
        _ => $"{reopened.Documents} documents of batch {batch.BatchId} are open again; "
            + $"the pictures of {reopened.ToFetch} are fetched again.",
    };

    private static async Task<string> PriceAsync(
        AppServices app, BatchProgress batch, CancellationToken cancellationToken)
    {
        var prospect = await app.Get<ForecastService>().OfRetryAsync(batch, cancellationToken);
        var requests = prospect is null ? "" : $", which takes about {prospect.Forecast.Requests} requests";
        return $"Asking again for {batch.Failed} failed documents of batch {batch.BatchId}{requests}.";
    }
}
