using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>The chunks that go into one request to one model; all of one definition.</summary>
public sealed record Pack(Model Model, Definition Definition, IReadOnlyList<PackedChunk> Chunks)
{
    /// <summary>The most tokens the answer may have; always sent.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>The monotonic timestamp after which its request must not begin any more; null sets no end.</summary>
    public long? StartBy { get; init; }

    /// <summary>Why this model was chosen.</summary>
    public string? Choice { get; init; }

    /// <summary>How the model is held to the shape of the reply; null takes what is tried first.</summary>
    public ReplyFormat? Format { get; init; }

    /// <summary>The form of the request, as far as it differs from the usual one.</summary>
    public RequestForm Form { get; init; } = RequestForm.Usual;

    /// <summary>The definition of the batch, of which only some fields may be asked here.</summary>
    public Definition Whole { get; init; } = Definition;

    /// <summary>How many opinions and passes a document may take.</summary>
    public VotingOptions Inquiry { get; init; } = new();

    /// <summary>
    /// The share of its values that is right, by field, as far as it was measured of this model: where it is small,
    /// another model is asked too.
    /// </summary>
    public IReadOnlyDictionary<string, double> Accuracy { get; init; } = new Dictionary<string, double>();

    /// <summary>What the confidences of the model's values are worth, as far as that was measured.</summary>
    public FieldCalibrations Calibrations { get; init; } = FieldCalibrations.None;

    /// <summary>Whether only providers that do not train on prompts may answer.</summary>
    public bool DenyDataCollection { get; init; }
}

/// <summary>A chunk under the id that stands for it in this one request.</summary>
/// <param name="Id">8 random letters and digits that occur in none of the pack's texts.</param>
public sealed record PackedChunk(string Id, LeasedChunk Chunk)
{
    /// <summary>The sentinel that it is, to us alone; null for a chunk.</summary>
    public Sentinel? Sentinel { get; init; }

    /// <summary>The pictures that belong to it.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];
}
