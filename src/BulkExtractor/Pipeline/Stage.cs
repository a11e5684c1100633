using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BulkExtractor.Pipeline;

/// <summary>
/// The moves of a pipeline: completion flows down, cancellation is for failure, a full channel is the back-pressure.
/// </summary>
public static class Stage
{
    /// <summary>A bounded channel between two stages.</summary>
    public static Channel<T> CreateChannel<T>(int capacity) => Channel.CreateBounded<T>(capacity);

    /// <summary>Writes a stream into a channel and completes the channel when the stream ends.</summary>
    public static Task FeedAsync<T>(
        IAsyncEnumerable<T> items, ChannelWriter<T> output, CancellationToken cancellationToken) =>
        CompletingAsync(output, async () =>
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                await output.WriteAsync(item, cancellationToken);
            }
        });

    /// <summary>Runs a stage; however it ends, the next one must not wait for a writer that is gone.</summary>
    public static async Task CompletingAsync<T>(ChannelWriter<T> output, Func<Task> run)
    {
        try
        {
            await run();
            output.Complete();
        }
        catch (Exception error)
        {
            output.TryComplete(error);
            throw;
        }
    }

    /// <summary>
    /// Groups whatever is waiting: under load groups are large, when idle an item goes at once. No timer is needed.
    /// </summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadGroupsAsync<T>(
        ChannelReader<T> input, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await input.WaitToReadAsync(cancellationToken))
        {
            var group = new List<T>();
            while (group.Count < limit && input.TryRead(out var item)) group.Add(item);
            if (group.Count > 0) yield return group;
        }
    }

    /// <summary>Waits for every stage. The first to fail cancels the rest, and its error is the one thrown.</summary>
    public static async Task WhenAllOrFirstFailureAsync(CancellationTokenSource stop, params Task[] stages)
    {
        Task? failed = null;
        await foreach (var ended in Task.WhenEach(stages))
        {
            if (ended.IsCompletedSuccessfully) continue;
            failed ??= ended;
            await stop.CancelAsync();
        }

        if (failed is not null) await failed;
    }
}
