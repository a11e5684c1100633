using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Fills lists: of an invoice's lines, of an enum's values, of texts.</summary>
internal static class Lists
{
    public static JsonNode? Find(SourceDocument page, Field field)
    {
        if (field.Items is not { } items) return null;
        var list = new JsonArray();
        foreach (var node in Nodes(page, field, items)) list.Add(node);
        return list.Count == 0 && field.AllowsNull ? null : list;
    }

    private static IEnumerable<JsonNode?> Nodes(SourceDocument page, Field field, Field items) =>
        items.Properties.Count > 0 ? ItemLines.Find(page).Select(line => Fill(line, items))
        : items.Enum.Count > 0 ? Choices.ChooseAll(page, items).Select(value => (JsonNode?)JsonValue.Create(value))
        : items.Type == "string"
            ? TextsOf(page, field, items).Distinct().Select(text => (JsonNode?)JsonValue.Create(text))
        : [];

    private static IEnumerable<string> TextsOf(SourceDocument page, Field field, Field items)
    {
        var found = Texts.Candidates(page, items).ToList();
        var single = items.Format is not null || field.Concept is "email" or "phone" or "website" or "iban";
        if (single) return found;
        return found.Take(1).SelectMany(text => text.Split([',', ';', '、', '،'])).Select(text => text.Trim());
    }

    private static JsonObject Fill(ItemLine line, Field items)
    {
        var hasAmount = items.Properties.Any(field => field.Concept is "amount" or "total");
        var fields = new JsonObject();
        foreach (var field in items.Properties) fields[field.Name] = ValueOf(line, field, hasAmount);
        return fields;
    }

    private static JsonNode? ValueOf(ItemLine line, Field field, bool hasAmount) => (field.Concept, field.Type) switch
    {
        ("quantity", _) => Number(line.Quantity, field),
        ("unit price", _) => Number(line.UnitPrice, field),
        ("price", _) => Number(hasAmount ? line.UnitPrice : line.Amount, field),
        ("amount" or "total" or "net", _) => Number(line.Amount, field),
        ("description" or "name" or "title", "string") => JsonValue.Create(line.Description),
        (_, "string") => field.AllowsNull ? null : JsonValue.Create(""),
        _ => field.AllowsNull ? null : Number(0, field),
    };

    private static JsonNode? Number(decimal? value, Field field) =>
        value is { } number ? Numbers.Node(number, field) : field.AllowsNull ? null : Numbers.Node(0, field);
}
