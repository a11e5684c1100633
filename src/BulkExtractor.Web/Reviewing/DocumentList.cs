using System.Globalization;
using System.Text;
using BulkExtractor.Filters;
using BulkExtractor.Review;
using BulkExtractor.Schema;

namespace BulkExtractor.Web.Reviewing;

/// <summary>Which documents of a batch a page shows and how, as its address says it.</summary>
public sealed record DocumentList
{
    private const int UsualRows = 25;
    private const int MostRows = 200;

    public DocumentFilter Filter { get; init; }

    /// <summary>A text in the documents, or a key.</summary>
    public string? Search { get; init; }

    /// <summary>A filter as somebody wrote it.</summary>
    public string? Where { get; init; }

    /// <summary>A field as filters name it, behind a minus where the largest comes first.</summary>
    public string? Sort { get; init; }

    /// <summary>The only fields that are shown; empty shows all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public int Rows { get; init; } = UsualRows;

    /// <summary>In the input's order: the document before the first one.</summary>
    public int After { get; init; }

    /// <summary>Where they are sorted: how many stand before the first one.</summary>
    public int Skip { get; init; }

    public bool Descending => Sort?.StartsWith('-') == true;

    /// <summary>The field by which they are sorted, as filters name it.</summary>
    public string? SortedBy => Descending ? Sort![1..] : Sort;

    /// <summary>Whether it is the beginning of what there is.</summary>
    public bool IsFirstPage => After == 0 && Skip == 0;

    public static DocumentList Read(IQueryCollection said) => new()
    {
        Filter = DocumentFilters.Parse(said["filter"]),
        Search = Text(said["search"]),
        Where = Text(said["where"]),
        Sort = Text(said["sort"]),
        Columns = [.. said["column"].OfType<string>()],
        Rows = Math.Clamp(Number(said["rows"]) ?? UsualRows, 1, MostRows),
        After = Number(said["after"]) ?? 0,
        Skip = Number(said["skip"]) ?? 0,
    };

    /// <summary>The same for the store; what does not fit the schema is refused by its place.</summary>
    public DocumentQuery ToQuery(long batch, FieldSchema fields) => new(batch)
    {
        Filter = Filter,
        Search = Search,
        Where = FilterParser.Parse(Where, fields),
        Sort = SortedBy is { } name ? FilterParser.ParseField(name, fields) : null,
        Descending = Descending,
        After = After,
        Skip = Skip,
        Limit = Rows,
    };

    /// <summary>Whether it may be only some of a batch's documents.</summary>
    public bool IsFiltered => this is not { Filter: DocumentFilter.All, Where: null, Search: null };

    /// <summary>Whether it is not just the input.</summary>
    public bool IsChosen => IsFiltered || Sort is not null;

    /// <summary>What its documents are called.</summary>
    public string Told => Where is null && Search is null
        ? Filter is DocumentFilter.All ? "sorted" : DocumentFilters.Name(Filter)
        : Filter is DocumentFilter.All ? "found" : $"{DocumentFilters.Name(Filter)} and found";

    /// <summary>The same from a document on that stands so many places behind the one it begins with.</summary>
    public DocumentList Moved(int steps) => Sort is null ? this : this with { Skip = Math.Max(0, Skip + steps) };

    /// <summary>The same from its beginning.</summary>
    public DocumentList FromStart() => this with { After = 0, Skip = 0 };

    /// <summary>The same from where a page goes on.</summary>
    public DocumentList From(int next) => Sort is null ? this with { After = next } : this with { Skip = next };

    /// <summary>What an address says of it, from the question mark on; nothing where all is as usual.</summary>
    public string Query => Write(Parameters);

    /// <summary>The same with something more.</summary>
    public string QueryWith(string name, string value) => Write([.. Parameters, KeyValuePair.Create(name, value)]);

    /// <summary>What is said of it, for forms that say something more.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters =>
    [
        .. Said("filter", Filter is DocumentFilter.All ? null : DocumentFilters.Name(Filter)),
        .. Said("search", Search),
        .. Said("where", Where),
        .. Said("sort", Sort),
        .. Columns.SelectMany(column => Said("column", column)),
        .. Said("rows", Rows == UsualRows ? null : Text(Rows)),
        .. Said("after", After == 0 ? null : Text(After)),
        .. Said("skip", Skip == 0 ? null : Text(Skip)),
    ];

    /// <summary>The address of an export of just these.</summary>
    public string ExportAddress(long batch, string format)
    {
        var own = Filter switch
        {
            DocumentFilter.Extracted or DocumentFilter.Failed or DocumentFilter.Open =>
                $"_state = '{DocumentFilters.Name(Filter)}'",
            DocumentFilter.Weak => FormattableString.Invariant($"_confidence < {DocumentQuery.WeakBelow}"),
            _ => null,
        };
        var where = own is null || Where is null ? own ?? Where : $"{own} and ({Where})";
        return $"/api/batches/{batch}/export" + Write(
        [
            .. Said("format", format),
            .. Said("where", where),
            .. Said("search", Search),
            .. Said("approved", Filter is DocumentFilter.Approved ? "true" : null),
            .. Said("corrected", Filter is DocumentFilter.Corrected ? "true" : null),
        ]);
    }

    private static string Write(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var address = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            address.Append(address.Length == 0 ? '?' : '&').Append(name).Append('=');
            address.Append(Uri.EscapeDataString(value));
        }

        return address.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Said(string name, string? value) =>
        value is null ? [] : [KeyValuePair.Create(name, value)];

    private static string? Text(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? said) => said is null ? null
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
