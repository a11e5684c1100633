namespace BulkExtractor.Batches;

/// <summary>The form that a model takes requests in, as far as it differs from the usual one.</summary>
public sealed record RequestForm
{
    /// <summary>What is tried first with every model.</summary>
    public static readonly RequestForm Usual = new();

    /// <summary>Whether what the system says stands before the first message of the user.</summary>
    public bool SystemFolded { get; init; }

    /// <summary>Whether the cap of the answer goes by its newer name.</summary>
    public bool NewCapName { get; init; }

    /// <summary>Whether the temperature is left to the model.</summary>
    public bool NoTemperature { get; init; }

    /// <summary>Whether the members are left out that the pool file adds.</summary>
    public bool NoExtra { get; init; }

    /// <summary>The form without a part that was refused; the same where that was tried already.</summary>
    public RequestForm Without(RequestPart refused) => refused switch
    {
        RequestPart.SystemRole => this with { SystemFolded = true },
        RequestPart.CapName => this with { NewCapName = !NewCapName },
        RequestPart.Temperature => this with { NoTemperature = true },
        RequestPart.Extra => this with { NoExtra = true },
        _ => this,
    };
}

/// <summary>A part of a request that some models refuse.</summary>
public enum RequestPart
{
    /// <summary>A message of the system.</summary>
    SystemRole,

    /// <summary>The name of the cap of the answer.</summary>
    CapName,

    /// <summary>The temperature.</summary>
    Temperature,

    /// <summary>The members that the pool file adds.</summary>
    Extra,
}
