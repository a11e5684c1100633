using BulkExtractor.Review;

namespace BulkExtractor.Web.Reviewing;

/// <summary>The filters of documents as addresses name them.</summary>
internal static class DocumentFilters
{
    /// <summary>All, in the order in which they are shown.</summary>
    public static readonly DocumentFilter[] Shown = Enum.GetValues<DocumentFilter>();

    /// <summary>The filter of that name; none names all.</summary>
    public static DocumentFilter Parse(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return DocumentFilter.All;
        var found = Shown.Where(filter => Name(filter) == name).ToList();
        return found.Count == 1 ? found[0] : throw new InputException(
            $"filter={name}: there are {string.Join(", ", Shown.Select(Name))}");
    }

    public static string Name(DocumentFilter filter) => filter.ToString().ToLowerInvariant();
}
