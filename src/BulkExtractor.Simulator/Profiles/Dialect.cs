using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>How a provider says things: its errors, its headers, its list of models.</summary>
internal abstract class Dialect
{
    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether its list needs no key.</summary>
    public virtual bool ListsOpenly => false;

    public virtual Reply Refuse(ProfileRefusal refusal)
    {
        var (status, body) = Say(refusal);
        return new Reply(status, Serialize(body))
        {
            Headers = [.. HeadersOf(refusal), .. Headers(refusal.Readings, refusal.Scale)],
        };
    }

    /// <summary>What <c>GET models</c> lists.</summary>
    public virtual Reply List(IReadOnlyList<ProfileModel> models) => new(200, Serialize(Listed(models)));

    /// <summary>What every answer tells of limits.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Headers(
        IReadOnlyList<LimitReading> readings, double scale) => [];

    protected abstract (int Status, object Body) Say(ProfileRefusal refusal);

    protected virtual IEnumerable<KeyValuePair<string, string>> HeadersOf(ProfileRefusal refusal) => [];

    protected virtual object Listed(IReadOnlyList<ProfileModel> models) => new
    {
        @object = "list",
        data = models.Select(Entry),
    };

    protected virtual object Entry(ProfileModel model) =>
        new { id = model.Id, @object = "model", owned_by = "simulated" };

    protected static KeyValuePair<string, string> RetryAfter(ProfileRefusal refusal) =>
        new("retry-after", $"{refusal.WaitSeconds}");

    private static ReadOnlyMemory<byte> Serialize(object body) => JsonSerializer.SerializeToUtf8Bytes(body, Unescaped);
}
