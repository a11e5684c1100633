using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Mixes up, makes up and loses what a model knows, as models do; the dice decide where.</summary>
internal static class AnswerNoise
{
    public static void Apply(List<Written> answers, FaultKind? fault, Dice dice, ChatRequest request)
    {
        var place = dice.Pick(Draw.Form, answers.Count);
        switch (fault)
        {
            case FaultKind.Dropped:
                answers.RemoveAt(place);
                break;
            case FaultKind.Swapped:
                Swap(answers, place, (place + 1) % answers.Count);
                break;
            case FaultKind.Leaked when request.Examples.Count > 0:
                var example = request.Examples[dice.Pick(Draw.Cut, request.Examples.Count)];
                answers[place] = answers[place] with { Fields = example, Quotes = null };
                break;
            case FaultKind.Invented:
                answers[place] = answers[place] with { Fields = Invent(answers[place].Fields, dice, request) };
                break;
            case FaultKind.WrongTypes:
                answers[place] = answers[place] with { Fields = (JsonObject)Retype(answers[place].Fields)! };
                break;
            case FaultKind.ForeignId:
                answers[place] = answers[place] with { Id = $"z{dice.Bits(Draw.Id):x16}"[..8] };
                break;
        }
    }

    private static void Swap(List<Written> answers, int one, int other)
    {
        var (left, right) = (answers[one], answers[other]);
        answers[one] = right with { Id = left.Id };
        answers[other] = left with { Id = right.Id };
    }

    private static JsonObject Invent(JsonObject fields, Dice dice, ChatRequest request)
    {
        var choices = Field.Read(request.Schema).Properties
            .Where(field => field.Enum.Count > 0)
            .Select(field => field.Name);
        var invented = fields.DeepClone().AsObject();
        List<JsonValue> values =
            [.. invented.Where(field => !choices.Contains(field.Key)).SelectMany(f => Values(f.Value))];
        if (values.Count > 0) Invent(values[dice.Pick(Draw.Cut, values.Count)], new Random((int)dice.Bits(Draw.Id)));
        return invented;
    }

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Values(field.Value)),
        JsonArray items => items.SelectMany(Values),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String => [value],
        _ => [],
    };

    private static void Invent(JsonValue value, Random random) => value.ReplaceWith<JsonNode>(
        value.GetValueKind() == JsonValueKind.Number
            ? random.Next(1_000, 10_000_000) / 100m
            : InventedText.Like(value.GetValue<string>(), random));

    private static JsonNode? Retype(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Retype(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Retype)]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => JsonValue.Create($"about {value.ToJsonString()}"),
            JsonValueKind.String => new JsonObject { ["value"] = value.DeepClone() },
            _ => JsonValue.Create("maybe"),
        },
        _ => null,
    };
}
