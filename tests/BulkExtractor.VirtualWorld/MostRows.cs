using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>
/// The most rows that the limits of an account let through: found by trying every number of packs in its shortest
/// window of tokens, each as large as fits, as if everything was known from the start and no time was lost.
/// </summary>
/// <param name="overhead">The tokens of a request without its documents.</param>
/// <param name="read">The tokens of a document.</param>
/// <param name="written">The tokens of the answer to it.</param>
internal sealed class MostRows(int overhead, int read, int written)
{
    /// <summary>Of an account, from an instant on.</summary>
    public double Of(PlayedAccount account, DateTimeOffset start, TimeSpan span)
    {
        var shared = account.Profile.Limits.Where(limit => !limit.OfModel).ToList();
        var own = account.Models.Sum(model => Of(
            model, model.Profile.Limits ?? [.. account.Profile.Limits.Where(limit => limit.OfModel)],
            account.Profile.Parallel, start, span));
        return Math.Min(own, account.Models.Max(model => Of(model, shared, null, start, span)));
    }

    private double Of(
        PlayedModel model, IReadOnlyList<ProfileLimit> limits, int? parallel, DateTimeOffset start, TimeSpan span)
    {
        if (limits.Count == 0 && parallel is null) return double.PositiveInfinity;
        var sizes = Enumerable.Range(1, model.Nature.Capacity)
            .Where(size => overhead + (size * (read + written)) <= model.Model.Context)
            .Select(size => (double)size);
        var most = sizes.Max();
        // A pack may also be as large as an even part of a minute's tokens.
        var shares = limits.Where(IsTokensOfMinute).SelectMany(limit => Enumerable.Range(1, 50)
            .Select(packs => Math.Min(most, (((double)limit.Amount / packs) - overhead) / PerDocument(limit))));
        return sizes.Concat(shares.Where(size => size >= 1)).Max(size => size * limits
            .Select(limit => Requests(limit, model.Profile, size, start, span))
            .Append(parallel * (span.TotalSeconds / Latency(model.Nature, size)) ?? double.PositiveInfinity)
            .Min());
    }

    private double Requests(
        ProfileLimit limit, ProfileModel model, double size, DateTimeOffset start, TimeSpan span)
    {
        var fit = limit.Amount / Weight(limit, model, size);
        if (IsTokensOfMinute(limit)) fit = Math.Floor(fit + 1e-9);
        return fit * Windows(limit.Window, start, span);
    }

    private double Weight(ProfileLimit limit, ProfileModel model, double size) => limit.Unit switch
    {
        LimitUnit.Requests => 1,
        LimitUnit.InputTokens => overhead + (size * read),
        LimitUnit.Tokens => overhead + (size * (read + written)),
        _ => ((overhead + (size * read)) * model.InputPrice) + (size * written * model.OutputPrice),
    };

    private int PerDocument(ProfileLimit limit) => limit.Unit == LimitUnit.InputTokens ? read : read + written;

    private static bool IsTokensOfMinute(ProfileLimit limit) =>
        limit.Unit is LimitUnit.InputTokens or LimitUnit.Tokens && limit.Window.Length <= TimeSpan.FromMinutes(1);

    private static double Latency(Nature nature, double size) => nature.Latency + (nature.PerDocument * size);

    // Of calendar windows those that are touched.
    private static double Windows(ProfileWindow window, DateTimeOffset start, TimeSpan span)
    {
        if (window.Open(1) is BucketUse) return 1 + (span / window.Length);
        if (window.Open(1) is RollingUse) return Math.Ceiling(span / window.Length);
        var (count, use) = (0, window.Open(1));
        for (var at = start; at < start + span; at = use.EmptyAt(at))
        {
            use.Add(1, at);
            count++;
        }

        return count;
    }
}
