namespace BulkExtractor.Catalog;

/// <summary>The accounts and models of one pool file, without what could not be used.</summary>
/// <param name="Source">The file's text as written: keys stand in it by the names of their variables only.</param>
/// <param name="Notices">What was left out and why, one line each.</param>
public sealed record Pool(
    IReadOnlyList<Account> Accounts, IReadOnlyList<Model> Models, string Source, IReadOnlyList<string> Notices);
