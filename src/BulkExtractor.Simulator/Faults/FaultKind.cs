namespace BulkExtractor.Simulator.Faults;

/// <summary>One way in which a provider fails.</summary>
public enum FaultKind
{
    /// <summary>429: the pool behind the provider is busy.</summary>
    Upstream429,

    /// <summary>429: the model's shared capacity is used up.</summary>
    Shared429,

    /// <summary>429: the account's minute is full.</summary>
    Minute429,

    /// <summary>429: the account's day is full.</summary>
    Day429,

    /// <summary>429 whose error code is a string.</summary>
    CodeAsString,

    /// <summary>402: no credit.</summary>
    Credit402,

    /// <summary>403: the content was flagged.</summary>
    Moderation403,

    /// <summary>401 of the provider behind, passed on.</summary>
    Relayed401,

    /// <summary>500 with a masked message.</summary>
    Error500,

    /// <summary>502 with a page of HTML.</summary>
    Html502,

    /// <summary>503, overloaded.</summary>
    Error503,

    /// <summary>200 with an error in the body, in a choice, or without choices.</summary>
    ErrorIn200,

    /// <summary>200 whose body is no JSON.</summary>
    MalformedEnvelope,

    /// <summary>200 with an empty content.</summary>
    EmptyContent,

    /// <summary>The content as an array of parts.</summary>
    ContentParts,

    /// <summary>The content ends in the middle.</summary>
    Truncated,

    /// <summary>One document of the pack is left out.</summary>
    Dropped,

    /// <summary>Prose around the JSON.</summary>
    Prose,

    /// <summary>The JSON in a code fence.</summary>
    Fences,

    /// <summary>Commas before closing brackets.</summary>
    TrailingCommas,

    /// <summary>Thoughts before the JSON.</summary>
    Think,

    /// <summary>Blank lines before the body.</summary>
    KeepAlive,

    /// <summary>The connection is closed without an answer.</summary>
    Reset,

    /// <summary>The connection is closed in the middle of the body.</summary>
    ResetMidBody,

    /// <summary>Headers, and then nothing.</summary>
    Stall,

    /// <summary>Headers, and then blank lines without end.</summary>
    Drip,

    /// <summary>Two neighbours of the pack have each other's answer.</summary>
    Swapped,

    /// <summary>A value of one document is made up.</summary>
    Invented,

    /// <summary>One document has the fields of an example.</summary>
    Leaked,

    /// <summary>The values of one document are of other types.</summary>
    WrongTypes,

    /// <summary>A document is answered under an id that nobody gave.</summary>
    ForeignId,
}
