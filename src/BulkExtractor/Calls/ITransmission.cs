namespace BulkExtractor.Calls;

/// <summary>The way of a request's bytes to its server.</summary>
public interface ITransmission
{
    /// <summary>
    /// Whether all of them have arrived, as the network says; also where it says nothing of it.
    /// </summary>
    bool HasArrived { get; }

    /// <summary>Takes back what has not arrived: it never will.</summary>
    void Abort();
}
