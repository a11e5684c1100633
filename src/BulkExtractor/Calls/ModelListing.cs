using System.Globalization;
using System.Text.Json;
using BulkExtractor.Models;

namespace BulkExtractor.Calls;

/// <summary>Reads a provider's list of models, whatever is missing, null or odd in it.</summary>
internal static class ModelListing
{
    private const int MostModels = 2_000;
    private const int LongestId = 200;
    private const int MostTokens = 100_000_000;
    private const string GooglePrefix = "models/";

    // OpenRouter, Groq, Mistral, vLLM, LM Studio, llama.cpp. What a model was trained with is not what is loaded.
    private static readonly string[] Contexts =
    [
        "context_length", "context_window", "max_model_len", "loaded_context_length", "max_context_length",
        "inputTokenLimit", "n_ctx",
    ];

    private static readonly string[] Outputs = ["max_completion_tokens", "max_output_tokens", "outputTokenLimit"];

    /// <summary>The list; null when there is none.</summary>
    public static Listing? Read(JsonElement root)
    {
        if (root.Member("data") is not { ValueKind: JsonValueKind.Array } data) return null;
        if (data.GetArrayLength() == 0) return null;
        var more = root.Member("links").Text("next").Length > 0 || data.GetArrayLength() > MostModels;
        var models = data.EnumerateArray().Take(MostModels).Where(IsServed).Select(ReadModel);
        return new Listing([.. models], !more);
    }

    // Groq lists models that it has switched off, Mistral such that do not chat.
    private static bool IsServed(JsonElement model) =>
        IsId(model.Text("id"))
        && model.Member("active").ValueKind != JsonValueKind.False
        && model.Member("capabilities").Member("completion_chat").ValueKind != JsonValueKind.False;

    // Google lists models/gemini-… and takes gemini-… as well.
    private static string Id(JsonElement model) =>
        model.Text("id") is var id && id.StartsWith(GooglePrefix, StringComparison.Ordinal)
            ? id[GooglePrefix.Length..]
            : id;

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.Any(char.IsControl);

    private static ListedModel ReadModel(JsonElement model)
    {
        var architecture = model.Member("architecture");
        var provider = model.Member("top_provider");
        var (inputs, outputs) = Modality(architecture.Text("modality"));
        return new ListedModel(Id(model))
        {
            Context = Least(First(model, Contexts), Tokens(provider, "context_length")),
            MaxOutput = Tokens(provider, "max_completion_tokens") ?? First(model, Outputs),
            Inputs = Texts(architecture, "input_modalities") ?? Vision(model) ?? inputs,
            Outputs = Texts(architecture, "output_modalities") ?? outputs,
            Prices = Prices(model.Member("pricing")),
            Parameters = Texts(model, "supported_parameters") ?? [],
            Expires = Day(model.Text("expiration_date")) ?? Day(model.Text("deprecation")),
        };
    }

    private static int? First(JsonElement model, string[] names) =>
        names.Select(name => Tokens(model, name)).FirstOrDefault(tokens => tokens is not null)
        ?? names.Select(name => Tokens(model.Member("meta"), name)).FirstOrDefault(tokens => tokens is not null);

    private static string[]? Vision(JsonElement model) => model.Member("capabilities").Member("vision").ValueKind switch
    {
        JsonValueKind.True => ["text", "image"],
        JsonValueKind.False => ["text"],
        _ => null,
    };

    private static int? Least(int? one, int? other) => one is null || other < one ? other : one;

    private static int? Tokens(JsonElement element, string name) =>
        Number(element.Text(name)) is { } tokens and > 0 ? (int)Math.Min(tokens, MostTokens) : null;

    private static string[]? Texts(JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!)]
            : null;

    // Older lists say text+image->text.
    private static (string[] Inputs, string[] Outputs) Modality(string modality) =>
        modality.Split("->") is [var inputs, var outputs] ? (inputs.Split('+'), outputs.Split('+')) : ([], []);

    // Beside prices there may be rules for them, which are lists.
    private static Dictionary<string, decimal?> Prices(JsonElement pricing)
    {
        var prices = new Dictionary<string, decimal?>();
        if (pricing.ValueKind != JsonValueKind.Object) return prices;
        foreach (var price in pricing.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Array))
            prices[price.Name] = Number(pricing.Text(price.Name));
        return prices;
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(
            text.Length > 10 ? text[..10] : text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day)
            ? day
            : null;
}
