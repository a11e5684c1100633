using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>
/// Calls to servers at home: when one brings no whole answer, the server is asked whether it is still
/// starting, down, or up and only slow, say because the first request to a model waits for it to be loaded.
/// The chunks do not wait for that.
/// </summary>
public sealed class LocalCalls(IModelClient client, ProviderClient provider) : IModelClient
{
    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        var reply = await client.AskAsync(pack, cancellationToken);
        if (pack.Model.Tier != Tier.Local) return reply;
        if (reply.Failure is not { Class: FailureClass.TryElsewhere, Unsent: false } failure) return reply;
        var state = await provider.ReadReadinessAsync(pack.Model.Account, cancellationToken);
        return reply with { Failure = Told(failure, pack.Model, state) };
    }

    private static CallFailure Told(CallFailure failure, Model model, Readiness state) => state switch
    {
        Readiness.Starting => failure with
        {
            Class = FailureClass.AccountPaused,
            Reason = $"{model.Account.Name} is still starting: {failure.Reason}",
            Delay = model.Account.Cooldown,
        },
        Readiness.Down => failure with
        {
            Class = FailureClass.AccountPaused,
            Reason = $"{model.Account.Name} is down: {failure.Reason}",
            Delay = model.Account.Cooldown,
        },
        _ => failure with
        {
            Reason = $"{model.Account.Name} is up, but {model.Id} may be loading or busy: {failure.Reason}",
        },
    };
}

/// <summary>What a server says of itself.</summary>
public enum Readiness
{
    /// <summary>It takes requests; whether a model is in its memory is another question.</summary>
    Up,

    /// <summary>It will take requests.</summary>
    Starting,

    /// <summary>It says nothing.</summary>
    Down,
}
