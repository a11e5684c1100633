using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>A permit that is asked for, and the model it is for.</summary>
public sealed record AskedPermit(Model Model, PermitRequest Request)
{
    /// <summary>The same for a model that never answered: over all workers it gets one request until it has.</summary>
    public AskedPermit AsFirst() => this with
    {
        Request = Request with
        {
            Scopes = [.. Request.Scopes, LimitScope.First(Model).Id],
            Weights = [.. Request.Weights, 0],
        },
    };

    /// <summary>Whether it is one of a model that never answered.</summary>
    public bool IsFirst => Request.Scopes.Contains(LimitScope.First(Model).Id);
}

/// <summary>The ledger's answer with what bounds the start of the request.</summary>
/// <param name="StartBy">The monotonic timestamp after which the request must not begin any more.</param>
public sealed record Permit(PermitAnswer Answer, long StartBy)
{
    /// <summary>Whether its model had never answered.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The attempt that may be sent; null when refused.</summary>
    public long? AttemptId => Answer.AttemptId;

    /// <summary>Whether it was refused only because it came too late, or a moment too early.</summary>
    public bool MayBeHadNow => AttemptId is null && Answer.Wait == TimeSpan.Zero;

    /// <summary>The permit after it was given back because it came too late: it may be had again at once.</summary>
    public Permit Returned() => this with { Answer = new PermitAnswer(null, null, TimeSpan.Zero) };

    /// <summary>Whether the pack itself must not be sent: its batch is over or its lease is lost.</summary>
    public bool PackIsStale => AttemptId is null && Answer.Wait is null;
}
