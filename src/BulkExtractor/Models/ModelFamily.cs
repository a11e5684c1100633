using System.Text.RegularExpressions;

namespace BulkExtractor.Models;

/// <summary>What is known of a model by its name alone, where its provider's list does not tell it.</summary>
/// <param name="Context">The least context of the family's models; null where they differ widely.</param>
public sealed partial record ModelFamily(string Pattern, int? Context, params IReadOnlyList<string> GoodFor)
{
    private const string Light = "light";

    // The first that fits: what is narrower stands before what is wider.
    private static readonly ModelFamily[] Known =
    [
        new("gemini.*flash-lite", 1_048_576, Light, "long", "vision", "structured", "multilingual"),
        new("gemini", 1_048_576, "reasoning", "long", "vision", "structured", "multilingual"),
        new("gemma-?4", 131_072, "vision", "multilingual"),
        new("gemma-?3n|gemma-?3[-:]1b", 32_768, Light),
        new("gemma-?3", 131_072, "vision", "multilingual"),
        new("gpt-oss", 131_072, "reasoning", "structured"),
        new(@"qwen[\d.]*-?vl", 32_768, "vision", "multilingual"),
        new(@"qwen-?3\.[5-9]", 131_072, "reasoning", "vision", "multilingual"),
        new("qwen-?3", 32_768, "reasoning", "multilingual"),
        new("qwen", 32_768, "multilingual"),
        new("llama-?4", 131_072, "vision", "multilingual"),
        new(@"llama-?3[._]2.*vision", 131_072, "vision"),
        new(@"llama-?3[._][123]", 131_072, "multilingual"),
        new(@"glm-[\d.]+v", 65_536, "vision", "multilingual"),
        new("glm-", 131_072, "reasoning", "multilingual"),
        new("pixtral|mistral-(small|medium|large)|ministral", 131_072, "vision", "multilingual"),
        new("magistral", 40_960, "reasoning", "multilingual"),
        new("nemotron.*(vl|vision)", 131_072, "vision"),
        new("nemotron", 131_072, "reasoning"),
        new("command-a", 131_072, "structured", "multilingual"),
        new("deepseek", 65_536, "reasoning", "multilingual"),
        new("kimi", 131_072, "reasoning", "multilingual"),
        new("hermes", null, "reasoning", "structured"),
        new("solar", null, "multilingual"),
        new("phi-?4", null, Light),
    ];

    private readonly Regex _name = new(
        @"(^|[/\-@:_])" + Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The family of a model, and whether it is a small one; null of unknown ones.</summary>
    public static ModelFamily? Find(string id)
    {
        var family = Known.FirstOrDefault(known => known._name.IsMatch(id));
        return !Small().IsMatch(id) || family?.GoodFor.Contains(Light) == true ? family
            : new ModelFamily("", family?.Context, [.. family?.GoodFor ?? [], Light]);
    }

    /// <summary>Whether its models read pictures.</summary>
    public bool ReadsImages => GoodFor.Contains("vision");

    // Up to nine billions of parameters.
    [GeneratedRegex(@"(?<![\d.a-z])(\d(\.\d+)?b|e[24]b)(?![a-z])|\d{3}m(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Small();
}
