namespace BulkExtractor.Simulator.Profiles;

/// <summary>Keys that stand for what may be wrong with an account; every other key is right.</summary>
internal static class PlayedKeys
{
    public static RefusalKind? Find(string? key, bool wanted) => key switch
    {
        null => wanted ? RefusalKind.WrongKey : null,
        "wrong" => RefusalKind.WrongKey,
        "forbidden" => RefusalKind.Forbidden,
        "unpaid" => RefusalKind.Unpaid,
        "elsewhere" => RefusalKind.Region,
        _ => null,
    };
}
