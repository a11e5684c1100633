using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Forecasting;

/// <summary>What requests took and brought, in the JSON that other programs rely on.</summary>
public static class UsageJson
{
    /// <summary>Adds what a batch took to where it stands.</summary>
    public static JsonObject AddTo(JsonObject shape, BatchProgress batch, BatchUsage usage)
    {
        shape["requests_saved"] = usage.SavedRequests(batch);
        shape["tokens"] = Tokens(usage.Total);
        shape["models"] = Models(usage.Models);
        return shape;
    }

    /// <summary>The last days.</summary>
    public static JsonObject Write(SpanUsage span)
    {
        var shape = Add(new JsonObject { ["days"] = span.Days }, span.Total);
        shape["by_day"] = new JsonArray(
        [
            .. span.ByDay.Select(day => Add(new JsonObject { ["day"] = NameOf(day.Day) }, day.Usage)),
        ]);
        shape["accounts"] = new JsonArray(
        [
            .. span.Accounts.Select(account =>
                Add(new JsonObject { ["account"] = Account.NameIn(account.Name) }, account.Usage)),
        ]);
        shape["models"] = Models(span.Models);
        shape["jobs"] = new JsonArray(
            [.. span.Jobs.Select(job => Add(new JsonObject { ["job"] = job.Name }, job.Usage))]);
        shape["wasted_on"] = new JsonObject(
            span.Waste.Select(wasted => KeyValuePair.Create(wasted.Kind, (JsonNode?)wasted.Requests)));
        return shape;
    }

    /// <summary>A day as it is written: 2026-11-30.</summary>
    public static string NameOf(DateTimeOffset day) =>
        day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonArray Models(IReadOnlyList<ModelUsage> models) => new(
    [
        .. models.Select(model => Add(
            new JsonObject
            {
                ["id"] = model.Model,
                ["account"] = model.Account is { } account ? Account.NameIn(account) : null,
            },
            model.Usage)),
    ]);

    private static JsonObject Add(JsonObject shape, Usage usage)
    {
        shape["requests"] = usage.Requests;
        shape["wasted"] = usage.Wasted;
        shape["rows"] = usage.Rows;
        shape["tokens"] = Tokens(usage);
        shape["cost"] = usage.Cost;
        return shape;
    }

    private static JsonObject Tokens(Usage usage) => new()
    {
        ["prompt"] = usage.PromptTokens,
        ["completion"] = usage.CompletionTokens,
        ["thoughts"] = usage.ThoughtTokens,
    };
}
