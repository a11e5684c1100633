using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;

namespace BulkExtractor.IntegrationTests.Pipeline;

/// <summary>A model that does as a test tells it, and keeps what it was asked.</summary>
internal sealed class ScriptedModel : IModelClient
{
    private readonly ConcurrentQueue<Pack> _packs = new();
    private TaskCompletionSource _asked = NewSource();
    private TaskCompletionSource _gate = Opened();

    /// <summary>What it replies; at first each document's own text as its name.</summary>
    public Func<Pack, ModelReply> Reply { get; set; } = pack => Answer(pack, text => text);

    /// <summary>Which requests wait while it is held.</summary>
    public Func<Pack, bool> Holds { get; set; } = _ => true;

    /// <summary>The requests, in their order.</summary>
    public IReadOnlyList<Pack> Packs => [.. _packs];

    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        _packs.Enqueue(pack);
        Interlocked.Exchange(ref _asked, NewSource()).SetResult();
        if (Holds(pack)) await _gate.Task.WaitAsync(cancellationToken);
        return Reply(pack);
    }

    /// <summary>Lets requests wait from now on.</summary>
    public void Hold() => _gate = NewSource();

    /// <summary>Lets them go.</summary>
    public void Release() => _gate.TrySetResult();

    /// <summary>Forgets what it was asked.</summary>
    public void Forget() => _packs.Clear();

    /// <summary>Waits until it was asked so often.</summary>
    public async Task AskedAsync(int times, CancellationToken cancellationToken)
    {
        for (var asked = _asked.Task; Packs.Count < times; asked = _asked.Task)
            if (Packs.Count < times) await asked.WaitAsync(cancellationToken);
    }

    /// <summary>A reply that names each document; those without a name are missing.</summary>
    public static ModelReply Answer(Pack pack, Func<string, string?> name) => new()
    {
        Status = 200,
        Content = new JsonObject
        {
            ["documents"] = new JsonArray(
            [
                .. pack.Chunks.Where(chunk => name(chunk.Chunk.Text) is not null).Select(chunk => new JsonObject
                {
                    ["id"] = chunk.Id,
                    ["fields"] = new JsonObject { ["name"] = name(chunk.Chunk.Text) },
                }),
            ]),
        }.ToJsonString(),
    };

    public static ModelReply Fail(FailureClass failure, TimeSpan? delay = null, bool unsent = false) =>
        new() { Failure = new CallFailure(failure, "refused") { Delay = delay, Unsent = unsent } };

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Opened()
    {
        var source = NewSource();
        source.SetResult();
        return source;
    }
}
