namespace BulkExtractor.Simulator.Faults;

/// <summary>Where a refusal carries its rate-limit headers: the real provider was seen to do each.</summary>
public enum HeaderPlacement
{
    /// <summary>One of the others for each refusal, by the seed.</summary>
    Any,

    /// <summary>In the response's headers and in the body.</summary>
    Both,

    Body,

    None,
}
