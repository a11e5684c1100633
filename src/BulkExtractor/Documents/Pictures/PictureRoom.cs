using BulkExtractor.Batches;

namespace BulkExtractor.Documents.Pictures;

/// <summary>The room that the pictures of a batch have together, since they are kept in the database.</summary>
/// <param name="taken">The bytes that are kept already.</param>
/// <param name="most">The most bytes of all of them.</param>
internal sealed class PictureRoom(long taken = 0, long most = PictureRoom.MostBytes)
{
    /// <summary>The most bytes of all pictures of a batch.</summary>
    public const long MostBytes = 2L << 30;

    /// <summary>What is wrong with a picture for which there is no room.</summary>
    public static readonly string Problem = $"with it the pictures of the batch are larger than {MostBytes >> 30} GB";

    private long _taken = taken;

    /// <summary>Whether a picture had no room: no other one is taken from then on.</summary>
    public bool IsFull => Volatile.Read(ref _taken) > most;

    /// <summary>Takes the room of a picture, as often as it is kept; false when there is not enough.</summary>
    public bool Take(Picture picture, int copies = 1) =>
        Interlocked.Add(ref _taken, (long)picture.Bytes.Length * copies) <= most;
}
