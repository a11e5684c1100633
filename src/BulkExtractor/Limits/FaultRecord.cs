namespace BulkExtractor.Limits;

/// <summary>The latest outcomes of a model's requests, as far as faults of the way or the server go.</summary>
internal sealed class FaultRecord
{
    private const int MostInARow = 3;
    private const int Remembered = 20;

    private readonly Lock _gate = new();
    private readonly Queue<bool> _latest = new();
    private int _inARow;

    /// <summary>
    /// Notes a request; whether the model had better be left alone: three in a row, or over half of twenty.
    /// </summary>
    public bool Note(bool fault)
    {
        lock (_gate)
        {
            _inARow = fault ? _inARow + 1 : 0;
            _latest.Enqueue(fault);
            if (_latest.Count > Remembered) _latest.Dequeue();
            var most = _latest.Count(known => known) > Remembered / 2;
            if (!fault || (_inARow < MostInARow && !most)) return false;
            _latest.Clear();
            _inARow = 0;
            return true;
        }
    }
}
