using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Follows packs on their way, each of which is told exactly once: chosen, then sent or returned, and once sent
/// answered or returned.
/// </summary>
/// <remarks>
/// Whatever was noted when a pack was chosen or sent is taken back when it is returned. One thread chooses and sends;
/// answers and returns may be told by any.
/// </remarks>
internal interface IPackObserver
{
    /// <summary>A pack was chosen, and asks for its permit next.</summary>
    void Chosen(InFlight pack)
    {
    }

    /// <summary>A pack got its permit and goes out.</summary>
    void Sent(InFlight pack)
    {
    }

    /// <summary>The result of a pack was handed on to be recorded.</summary>
    /// <param name="result">As it was read, whether or not it will count.</param>
    void Answered(InFlight pack, AttemptResult result)
    {
    }

    /// <summary>A pack did not go after all; or nobody will know what became of it, where it may have left.</summary>
    void Returned(InFlight pack)
    {
    }
}
