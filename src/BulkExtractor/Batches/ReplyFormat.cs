using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>How a model is held to the shape of its reply; each is a step down from the one before.</summary>
public enum ReplyFormat
{
    /// <summary>By the whole JSON Schema of the reply.</summary>
    Schema,

    /// <summary>By being asked for one JSON object.</summary>
    JsonObject,

    /// <summary>By the prompt alone, which describes the shape always.</summary>
    Prompt,
}

/// <summary>The steps of the ladder.</summary>
public static class ReplyFormats
{
    /// <summary>What is tried first with a model.</summary>
    public static ReplyFormat First(Model model) =>
        model.GoodFor.Contains("structured") ? ReplyFormat.Schema : ReplyFormat.Prompt;

    /// <summary>What is tried after a model refused one.</summary>
    public static ReplyFormat After(ReplyFormat refused) =>
        refused == ReplyFormat.Schema ? ReplyFormat.JsonObject : ReplyFormat.Prompt;
}
