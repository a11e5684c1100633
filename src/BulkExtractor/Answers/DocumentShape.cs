using System.Text.Json;

namespace BulkExtractor.Answers;

/// <summary>Tells in an object of a reply the id, the fields and the rest, whatever they are called.</summary>
internal sealed class DocumentShape(AskedIds asked, IReadOnlyCollection<string> properties)
{
    /// <summary>What holds the words that prove the values.</summary>
    public const string Quotes = "quotes";

    private const string Id = "id";
    private const string FieldsName = "fields";

    /// <summary>Reads fields in their forms.</summary>
    public SaidFields Fields { get; } = new(properties);

    /// <summary>The id that a text names, of those that were asked for.</summary>
    public string? Asked(string said) => asked.Find(said.Trim());

    /// <summary>Whether an id was asked for.</summary>
    public bool IsAsked(string id) => asked.Find(id) == id;

    /// <summary>The ids that an object gives itself: those that were asked for as they were.</summary>
    public IReadOnlyList<string> IdsOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return [];

        var (said, others) = (new List<string>(), new List<string>());
        foreach (var member in element.EnumerateObject())
        {
            if (IsId(member)) said.Add(Asked(TextOf(member.Value)!) ?? TextOf(member.Value)!.Trim());
            else if (IsOtherId(member)) others.Add(Asked(TextOf(member.Value)!)!);
        }

        if (others.Count == 0) return said;
        return said.Exists(IsAsked) ? [.. said, .. others.Distinct().Except(said)] : [.. others.Distinct()];
    }

    /// <summary>The members that hold the fields: several contradict each other.</summary>
    public IReadOnlyList<JsonProperty> FieldsOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return [];

        JsonProperty[] named = [.. element.EnumerateObject().Where(IsFields)];
        if (named.Length > 0 || HasFields(element)) return named;

        // Under another name: the only object whose members are fields.
        JsonProperty[] alike = [.. element.EnumerateObject().Where(HoldsOnlyFields)];
        return alike.Length == 1 ? alike : [];
    }

    /// <summary>Whether a field stands beside the member that holds the fields.</summary>
    public bool HasStrayFields(JsonElement element, string fields) =>
        element.EnumerateObject().Any(member => !IsFrame(member) && member.Name != fields && Fields.Knows(member.Name));

    /// <summary>The names of an object's members that are no fields: the id, the quotes.</summary>
    public IReadOnlyList<string> FrameOf(JsonElement element) =>
        [.. element.EnumerateObject().Where(IsFrame).Select(member => member.Name)];

    /// <summary>Whether an object has a member that is a field.</summary>
    public bool HasFields(JsonElement element) =>
        element.EnumerateObject().Any(member => !IsFrame(member) && Fields.Knows(member.Name));

    private bool IsFrame(JsonProperty member) => IsId(member) || member.NameEquals(Quotes) || IsOtherId(member);

    private static bool IsId(JsonProperty member) => member.NameEquals(Id) && TextOf(member.Value) is not null;

    private bool IsFields(JsonProperty member) =>
        member.NameEquals(FieldsName)
        || (FieldNames.Fold(member.Name) == FieldsName && !Fields.Knows(member.Name));

    private bool HoldsOnlyFields(JsonProperty member) =>
        !member.NameEquals(Quotes)
        && member.Value.ValueKind == JsonValueKind.Object
        && member.Value.EnumerateObject().Any()
        && member.Value.EnumerateObject().All(inner => Fields.Knows(inner.Name));

    // Nobody writes such a word by chance, so it need not be called "id".
    private bool IsOtherId(JsonProperty member) =>
        !member.NameEquals(Id)
        && !properties.Contains(member.Name)
        && TextOf(member.Value) is { } text
        && Asked(text) is not null;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
