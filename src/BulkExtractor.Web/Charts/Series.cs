namespace BulkExtractor.Web.Charts;

/// <summary>Values over time under one name.</summary>
public sealed record Series(string Name, IReadOnlyList<Point> Points);
