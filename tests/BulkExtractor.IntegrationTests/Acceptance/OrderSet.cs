using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Quality;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Orders in words, all different, with the fields of each, and a job that asks for them.</summary>
internal sealed class OrderSet
{
    private const int Seed = 20_260_127;

    private const string JobYaml = """
        name: orders
        description: What was ordered, how much of it and for how much
        input:
          id: order_id
          text: order
        models:
          tiers: [free]
        pack: 10
        """;

    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "number": { "type": "string", "pattern": "^A-[0-9]{7}$" },
            "item": { "type": "string", "enum": ["lamp", "chair", "table", "shelf", "mirror"] },
            "quantity": { "type": "integer", "minimum": 1 },
            "price": { "type": "number" },
            "paid": { "type": "boolean" },
            "ships": { "type": ["string", "null"], "format": "date" }
          },
          "required": ["number", "item", "quantity", "price", "paid", "ships"],
          "additionalProperties": false
        }
        """;

    private static readonly string[] Items = ["lamp", "chair", "table", "shelf", "mirror"];

    private readonly Func<int, bool> _misprices;

    private OrderSet(TemporaryFolder folder, int count, Func<int, bool> misprices)
    {
        (Count, _misprices) = (count, misprices);
        Csv = Path.Combine(folder.Path, "orders.csv");
        Answers = Path.Combine(folder.Path, "answers.jsonl");
        Job = Path.GetDirectoryName(folder.Write("orders/job.yaml", JobYaml))!;
        folder.Write("orders/schema.json", Schema);
    }

    public int Count { get; }

    public string Csv { get; }

    public string Answers { get; }

    public string Job { get; }

    /// <param name="misprices">Which orders, by number, the simulator tells with the quantity for the price.</param>
    public static OrderSet Write(TemporaryFolder folder, int count, Func<int, bool>? misprices = null)
    {
        var orders = new OrderSet(folder, count, misprices ?? (_ => false));
        using var csv = new StreamWriter(orders.Csv);
        using var answers = new StreamWriter(orders.Answers);
        csv.Write("order_id,order\n");
        foreach (var (number, text, fields) in Generate(count))
        {
            csv.Write($"{number},\"{text}\"\n");
            answers.Write(orders.Answer(number, text, fields));
        }

        return orders;
    }

    /// <summary>Lets further orders ride along as gold; the simulator knows their answers too.</summary>
    public void AddSentinels(string share, int rows)
    {
        var folder = Job;
        File.AppendAllText(Path.Combine(folder, "job.yaml"), $"\nsentinel: {share}\n");
        using var gold = new StreamWriter(Path.Combine(folder, "gold.jsonl"));
        using var answers = File.AppendText(Answers);
        foreach (var (number, text, fields) in Generate(Count + rows).Skip(Count))
        {
            answers.Write(Answer(number, text, fields));
            gold.Write(
                new JsonObject { ["id"] = $"{number}", ["text"] = text, ["gold"] = fields.DeepClone() }
                    .ToJsonString() + "\n");
        }
    }

    /// <summary>The documents of an export whose fields are not those that belong to them.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadWrongAsync(string export)
    {
        var rows = await File.ReadAllLinesAsync(export, TestContext.Current.CancellationToken);
        return
        [
            .. rows.Select(line => JsonNode.Parse(line)!)
                .Zip(Generate(Count))
                .Where(pair => !JsonNode.DeepEquals(pair.First["fields"], pair.Second.Fields))
                .Select(pair => pair.First),
        ];
    }

    /// <summary>The fields of an export: how sure each is, and whether it belongs to its document.</summary>
    public async Task<IReadOnlyList<GradedField>> GradeAsync(string export)
    {
        var rows = await File.ReadAllLinesAsync(export, TestContext.Current.CancellationToken);
        return
        [
            .. rows.Select(line => JsonNode.Parse(line)!).Zip(Generate(Count)).SelectMany((pair, row) =>
                pair.First["grounding"]!.AsObject().Select(place => new GradedField(
                    place.Key[1..],
                    row,
                    (double)place.Value!["confidence"]!,
                    JsonNode.DeepEquals(pair.First["fields"]![place.Key[1..]], pair.Second.Fields[place.Key[1..]])))),
        ];
    }

    /// <summary>Every document exactly once, in the input's order, with exactly the fields that belong to it.</summary>
    public async Task AssertSameAsync(string export)
    {
        var rows = (await File.ReadAllLinesAsync(export, TestContext.Current.CancellationToken))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(Generate(Count).Select(order => $"{order.Number}"), rows.Select(row => (string?)row["key"]));
        foreach (var (row, order) in rows.Zip(Generate(Count)))
        {
            Assert.True(
                JsonNode.DeepEquals(order.Fields, row["fields"]),
                $"Order {order.Number}: {order.Fields.ToJsonString()} became {row.ToJsonString()}");
        }
    }

    private string Answer(int number, string text, JsonObject fields)
    {
        var told = fields.DeepClone().AsObject();
        if (_misprices(number)) told["price"] = told["quantity"]!.DeepClone();
        return new JsonObject { ["document"] = text, ["fields"] = told }.ToJsonString() + "\n";
    }

    private static IEnumerable<(int Number, string Text, JsonObject Fields)> Generate(int count)
    {
        var random = new Random(Seed);
        for (var number = 1; number <= count; number++)
        {
            var (item, quantity) = (Items[random.Next(Items.Length)], random.Next(1, 100));
            var price = (random.Next(100, 100_000) / 100m) + 0.005m;
            var day = random.Next(4) == 0 ? null : DayOf(random);
            var paid = random.Next(2) == 0;
            var text = $"Order A-{number:0000000}: {quantity} x {item}, {price} each,\n"
                + $"{(paid ? "paid" : "not paid yet")}, {(day is null ? "no date yet" : $"ships {day}")}.";
            yield return (number, text, new JsonObject
            {
                ["number"] = $"A-{number:0000000}",
                ["item"] = item,
                ["quantity"] = quantity,
                ["price"] = price,
                ["paid"] = paid,
                ["ships"] = day,
            });
        }
    }

    private static string DayOf(Random random) =>
        new DateOnly(2026, 1, 1).AddDays(random.Next(700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
