using System.Globalization;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Models;
using BulkExtractor.Submissions;

namespace BulkExtractor.Web.Submitting;

/// <summary>What somebody says about a batch in an address or a form.</summary>
/// <param name="Read">The value of a name; null or empty when it is not said.</param>
internal sealed record SubmitOptionsQuery(Func<string, string?> Read)
{
    /// <summary>The names that have a meaning.</summary>
    public static readonly string[] Names =
        ["job", "limit", "pack", "weight", "models", "tier", "delimiter", "encoding", "sheet"];

    public static SubmitOptionsQuery From(HttpRequest request) => new(name => request.Query[name]);

    public static SubmitOptionsQuery From(IFormCollection form) => new(name => form[name]);

    public string Job => Text("job") ?? throw new InputException("name a job: job=NAME");

    /// <summary>All that is said beside the job, in one order: two that say the same have the same.</summary>
    public string Said => string.Join(
        ", ", Names.Where(name => name != "job" && Text(name) is not null).Select(name => $"{name}={Text(name)}"));

    /// <param name="source">The input's name, for people.</param>
    /// <param name="bounds">How much may come out of a packed input.</param>
    public SubmitOptions ToOptions(string source, InputBounds bounds) => new(source)
    {
        Limit = Number("limit"),
        Pack = Number("pack"),
        Weight = Number("weight"),
        Models = List("models"),
        Tiers = [.. List("tier").Select(Tier)],
        Delimiter = Delimiter(),
        Encoding = Text("encoding"),
        Sheet = Text("sheet"),
        Bounds = bounds,
    };

    /// <summary>A value as it was said; null when it was not.</summary>
    public string? Text(string name) => Read(name)?.Trim() is { Length: > 0 } text ? text : null;

    private int? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InputException($"{name}={text}: write a number from 1");
    }

    private string[] List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static Tier Tier(string name) =>
        Enum.TryParse<Tier>(name, ignoreCase: true, out var tier) && Enum.IsDefined(tier)
            ? tier
            : throw new InputException($"tier={name}: there are local, free and paid");

    private char? Delimiter() => Text("delimiter") switch
    {
        null or "auto" => null,
        "tab" => '\t',
        "comma" or "," => ',',
        "semicolon" or ";" => ';',
        "pipe" or "|" => '|',
        var other => throw new InputException($"delimiter={other}: there are comma, semicolon, tab, pipe and auto"),
    };
}
