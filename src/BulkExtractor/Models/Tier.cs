namespace BulkExtractor.Models;

/// <summary>What a model costs.</summary>
public enum Tier
{
    /// <summary>Runs at home.</summary>
    Local,

    /// <summary>Costs nothing but requests.</summary>
    Free,

    /// <summary>Costs money; used only within a budget.</summary>
    Paid,
}
