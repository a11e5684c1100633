using System.Xml;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>The names in a part's XML, which are kept to its end: few, unless somebody means harm.</summary>
internal sealed class ShortNameTable(string part) : NameTable
{
    private const int MostNames = 10_000;
    private int _count;

    public override string Add(char[] key, int start, int len) =>
        Get(key, start, len) ?? Counted(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) => ++_count <= MostNames
        ? name
        : throw new InputException($"{part} holds more than {MostNames:N0} different names of elements and attributes");
}
