using System.Text.RegularExpressions;

namespace BulkExtractor.Basics;

/// <summary>Environment variables that stand in texts by their names, as <c>${NAME}</c>.</summary>
public static partial class Variables
{
    /// <summary>Whether a text is one variable and nothing else.</summary>
    public static bool IsOne(string text) => Variable().Match(text) is { Success: true } match && match.Value == text;

    /// <summary>The names of the variables that stand in a text, each once.</summary>
    public static IEnumerable<string> Names(string text) =>
        Variable().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>A text with its variables' values.</summary>
    /// <exception cref="InputException">One of them is not set.</exception>
    public static string Expand(string text, Func<string, string?> variable) => Replace(
        text,
        name => variable(name) is { Length: > 0 } value
            ? value.Trim()
            : throw new InputException($"the variable {name} is not set"));

    /// <summary>A text with something in place of each variable.</summary>
    public static string Replace(string text, Func<string, string> put) =>
        Variable().Replace(text, match => put(match.Groups[1].Value));

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
