namespace BulkExtractor.Models;

/// <summary>A secret that shows itself to nobody who does not ask for it by name.</summary>
public sealed class ApiKey(string secret)
{
    /// <summary>The secret itself, for the Authorization header only.</summary>
    public string Reveal() => secret;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
