using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>The texts that a workbook's cells refer to by number: the first in memory, the others in a file.</summary>
internal sealed class SharedStrings : IDisposable
{
    private const int MostStrings = 20_000_000;
    private const int MostInMemory = 8 << 20;
    private const int BlockSize = 64 << 10;

    private readonly List<string> _first = [];
    private readonly List<long> _ends = [0];
    private readonly byte[] _block = new byte[BlockSize];
    private FileStream? _rest;
    private long _characters;
    private long _blockAt;
    private int _blockLength;

    /// <summary>Reads them all.</summary>
    public static SharedStrings Read(PartReader part, string file, int longest)
    {
        var strings = new SharedStrings();
        try
        {
            while (part.ReadTo("si"))
            {
                if (strings.Count == MostStrings)
                    throw new InputException($"{file} holds more than {MostStrings:N0} different texts");
                strings.Add(CellText.Read(part, longest));
            }

            strings._rest?.Flush();
            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    private int Count => _first.Count + _ends.Count - 1;

    /// <summary>The text of a number; null when there is none.</summary>
    public string? Find(int number)
    {
        if (number < 0 || number >= Count) return null;
        if (number < _first.Count) return _first[number];
        var place = number - _first.Count;
        return Read(_ends[place], (int)(_ends[place + 1] - _ends[place]));
    }

    public void Dispose() => _rest?.Dispose();

    private void Add(string text)
    {
        _characters += text.Length;
        if (_characters <= MostInMemory && _rest is null)
        {
            _first.Add(text);
            return;
        }

        _rest ??= SpoolFile.Create();
        var bytes = Encoding.Unicode.GetBytes(text);
        _rest.Write(bytes);
        _ends.Add(_ends[^1] + bytes.Length);
    }

    // Cells mostly refer to one text after the other.
    private string Read(long from, int length)
    {
        if (length > BlockSize)
        {
            var whole = new byte[length];
            _rest!.Position = from;
            _rest.ReadExactly(whole);
            return Encoding.Unicode.GetString(whole);
        }

        if (from < _blockAt || from + length > _blockAt + _blockLength)
        {
            _rest!.Position = _blockAt = from;
            _blockLength = _rest.ReadAtLeast(_block, BlockSize, throwOnEndOfStream: false);
        }

        return Encoding.Unicode.GetString(_block, (int)(from - _blockAt), length);
    }
}
