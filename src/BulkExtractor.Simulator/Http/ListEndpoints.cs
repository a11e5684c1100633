using System.Text.Json;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Wire;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Simulator.Http;

/// <summary>What can be asked beside completions: models, key, credits and the ledger.</summary>
internal sealed class ListEndpoints(
    SimulatedPool pool,
    RequestGate reception,
    IReadOnlyList<ProfileGate> profiles,
    Routing routing,
    ArrivalLedger ledger,
    ServerClock clock)
{
    /// <summary>The models of the key's accounts; of all accounts to whom shows none that fits.</summary>
    public Reply Models(HttpRequest request)
    {
        var opened = pool.Opened(BearerKey.Read(request));
        var (at, utc) = (clock.SinceStart, clock.Utc);
        var listed = pool.Models
            .Where(model => opened.Count == 0 || opened.Contains(model.Account))
            .Where(model => !routing.IsGone(model, at, utc))
            .DistinctBy(model => model.Id);
        return new Reply(200, ModelListWriter.Write([.. listed]));
    }

    public Reply Key(HttpRequest request)
    {
        var key = BearerKey.Read(request);
        return pool.Opened(key) is [var account, ..]
            ? new Reply(200, KeyWriter.Write(account, reception.FreeDay(account, clock.Utc)))
            : ErrorWriter.Write(key is null ? ErrorReplies.NoKey : ErrorReplies.WrongKey);
    }

    public Reply Credits(HttpRequest request)
    {
        var key = BearerKey.Read(request);
        if (pool.Opened(key).Count > 0) return ErrorWriter.Write(ErrorReplies.ManagementKeyOnly);
        return ErrorWriter.Write(key is null ? ErrorReplies.NoKey : ErrorReplies.WrongKey);
    }

    public Reply Ledger()
    {
        var summary = ledger.Summarise(
            [.. reception.SummariseScopes(), .. profiles.SelectMany(profile => profile.SummariseScopes())]);
        return new Reply(200, JsonSerializer.SerializeToUtf8Bytes(summary, LedgerJson.Default.LedgerSummary));
    }
}
