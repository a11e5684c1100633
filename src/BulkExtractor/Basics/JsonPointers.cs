namespace BulkExtractor.Basics;

/// <summary>JSON pointers (RFC 6901), by which errors, places and flags name fields.</summary>
internal static class JsonPointers
{
    /// <summary>A pointer one step further; the empty one points to the whole.</summary>
    public static string Join(string pointer, string name) => $"{pointer}/{StepOf(name)}";

    /// <summary>A name as a step of a pointer.</summary>
    public static string StepOf(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name that a step stands for.</summary>
    public static string NameOf(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The field that a pointer leads to or into; empty where it points to the whole.</summary>
    public static string FieldOf(string pointer) =>
        pointer.Split('/') is [_, var step, ..] ? NameOf(step) : "";
}
