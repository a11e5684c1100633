namespace BulkExtractor.Postgres;

/// <summary>A statement of <c>sql/queries</c> by its name, with what it leaves open: a condition, an order.</summary>
internal readonly record struct Query(string Name)
{
    private const string FilterHole = "/* filter */ true";
    private const string OrderHole = "/* order */ 1";

    /// <summary>A condition in the place of <c>/* filter */ true</c>; null lets everything through.</summary>
    public string? Filter { get; init; }

    /// <summary>An expression in the place of <c>/* order */ 1</c>.</summary>
    public string? Order { get; init; }

    public static implicit operator Query(string name) => new(name);

    /// <summary>Its text.</summary>
    public string Text
    {
        get
        {
            var text = Statement.Read(Name);
            if (Filter is not null) text = Fill(text, FilterHole, Filter);
            return Order is null ? text : Fill(text, OrderHole, Order);
        }
    }

    private string Fill(string text, string hole, string content) => text.Contains(hole, StringComparison.Ordinal)
        ? text.Replace(hole, content, StringComparison.Ordinal)
        : throw new ArgumentException($"sql/queries/{Name}.sql leaves no room for {hole}.", nameof(hole));
}
