using System.Buffers;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;
using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Answers;

/// <summary>
/// Simulated models that mix up, make up, leak and lose, from prompt to reading: what is wrong is detected, and nothing
/// that does not stand in its own document is accepted without a flag.
/// </summary>
public sealed class NoiseTests
{
    private const int Seed = 20_260_404;
    private const int Packs = 150;
    private const int Documents = 10;

    private static readonly Definition Invoices = DefinitionOf("""
        { "type": "object", "additionalProperties": false,
          "required": ["number", "supplier", "date", "total", "kind", "lines"],
          "properties": {
            "number": { "type": "string" }, "supplier": { "type": "string" },
            "date": { "type": "string", "format": "date" }, "total": { "type": "number" },
            "kind": { "type": "string", "enum": ["invoice", "reminder"] },
            "lines": { "type": "array", "items": { "type": "object", "properties": {
              "text": { "type": "string" }, "amount": { "type": "number" } } } } } }
        """);

    private static readonly string[] Names =
        ["Möbelhaus Wendt", "Łódź Meble", "ヤマダ電機", "山田商店", "شركة النور", "Henrik's Keys", "Café Noir", "Ünal & Söhne"];

    private static readonly SimulatedModel Model = SevenModels.Pool(new LimitOptions()).Models[0];

    [Theory]
    [InlineData(FaultKind.Dropped, 1)]
    [InlineData(FaultKind.Swapped, 1)]
    [InlineData(FaultKind.Invented, 1)]
    [InlineData(FaultKind.Leaked, 1)]
    [InlineData(FaultKind.WrongTypes, 1)]
    [InlineData(FaultKind.ForeignId, 1)]
    [InlineData(FaultKind.Truncated, 1)]
    [InlineData(FaultKind.Prose, 0)]
    [InlineData(FaultKind.Think, 0)]
    [InlineData(FaultKind.Fences, 0)]
    [InlineData(FaultKind.TrailingCommas, 0)]
    public void Noise_is_detected_and_nothing_wrong_is_accepted_unflagged(FaultKind fault, double share) =>
        Judge(fault, share, RequestForm.Usual);

    [Theory]
    [InlineData(FaultKind.Swapped)]
    [InlineData(FaultKind.Invented)]
    [InlineData(FaultKind.Leaked)]
    [InlineData(FaultKind.ForeignId)]
    public void So_it_is_where_a_model_takes_no_message_of_the_system(FaultKind fault) =>
        Judge(fault, 1, new RequestForm { SystemFolded = true });

    private static void Judge(FaultKind fault, double share, RequestForm form)
    {
        var random = new Random(Seed);
        var (injected, detected, wrong, answered) = (0, 0, 0, 0);
        for (var number = 1; number <= Packs; number++)
        {
            var gold = Gold(random);
            var pack = PackOf(gold, random) with { Form = form };
            var reply = Ask(pack, gold, fault, number);

            foreach (var (reading, packed) in AnswerReader.Read(pack, reply).Readings.Zip(pack.Chunks))
            {
                var fields = gold[packed.Chunk.Text];
                var spoilt = !reading.Answered || !JsonNode.DeepEquals(reading.Fields, fields);
                if (spoilt) injected++;
                if (spoilt && (!reading.Answered || reading.Evidence.Flags.Count > 0)) detected++;
                if (reading.Answered) wrong += Unflagged(reading, fields, packed.Chunk.Text);
                if (reading.Answered) answered++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fault}, seed {Seed}: {detected} of {injected} detected, {wrong} wrong unflagged, "
            + $"{answered} of {Packs * Documents} answered");
        Assert.Equal(0, wrong);
        Assert.Equal(injected, detected);
        Assert.InRange(injected, share * Packs * 0.9, share * Packs * Documents);
    }

    // The judge is simpler than what it judges: is the value in the text, as it was put there or as it is?
    private static int Unflagged(ChunkReading reading, JsonObject gold, string document)
    {
        var right = Leaves(gold, "").ToDictionary(leaf => leaf.Pointer, leaf => leaf.Value);
        return Leaves(reading.Fields!, "").Count(leaf =>
            right.GetValueOrDefault(leaf.Pointer) != leaf.Value
            && !document.Contains(leaf.Value, StringComparison.Ordinal)
            && !reading.Evidence.Flags.Any(flag => flag.StartsWith($"{leaf.Pointer}: ", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Pointer, string Value)> Leaves(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, $"{pointer}/{field.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{pointer}/{i}")),
        null => [],
        _ => [(pointer, node.ToString())],
    };

    private static ModelReply Ask(Pack pack, IReadOnlyDictionary<string, JsonObject> gold, FaultKind fault, int number)
    {
        var (request, refusal) = new ChatRequestReader().Read(new ReadOnlySequence<byte>(Prompt.Write(pack)));
        Assert.Null(refusal);
        var visit = new IncomingRequest { Request = request, Model = Model };
        var arrival = new Arrival(number, TimeSpan.Zero, DateTimeOffset.UnixEpoch, null, null);
        var verdict = new AdmissionDecision(visit, arrival, new Dice(Seed, number)) { Fault = fault };
        var completion = new Author(new FileAnswers(gold, new RuleAnswers()), new Misreading([])).Write(verdict);
        return new ModelReply { Content = completion.Content, Truncated = completion.CutOff };
    }

    private static Pack PackOf(Dictionary<string, JsonObject> gold, Random random)
    {
        string[] texts = [.. gold.Keys];
        var ids = PackIds.Create(texts, Invoices.Examples, random);
        return new Pack(
            Some.Model(),
            Invoices,
            [.. texts.Select((text, i) => new PackedChunk(ids[i], Some.Chunk(i + 1, text)))])
        {
            MaxTokens = 8_000,
        };
    }

    private static Dictionary<string, JsonObject> Gold(Random random)
    {
        var gold = new Dictionary<string, JsonObject>();
        while (gold.Count < Documents)
        {
            var (text, fields) = Invoice(random);
            gold[text] = fields;
        }

        return gold;
    }

    private static (string Text, JsonObject Fields) Invoice(Random random)
    {
        var supplier = $"{Names[random.Next(Names.Length)]} {random.Next(100, 1_000)}";
        var number = $"{(char)('A' + random.Next(26))}-{random.Next(10_000, 100_000)}";
        var date = new DateOnly(2026, 1, 1).AddDays(random.Next(365));
        var (net, tax) = (random.Next(10_000, 1_000_000) / 100m, random.Next(1_000, 10_000) / 100m);
        var kind = random.Next(2) == 0 ? "invoice" : "reminder";
        var text = $"""
            {kind} {number} of {date.Day}.{date.Month}.{date.Year} 📄
            Service {number[2..]}x: {net.ToString("N2", new System.Globalization.CultureInfo("de-DE"))} €
            Freight: {tax:0.00} €
            Total {(net + tax).ToString("N2", new System.Globalization.CultureInfo("de-DE"))} €
            {supplier}
            """;
        return (text, new JsonObject
        {
            ["number"] = number,
            ["supplier"] = supplier,
            ["date"] = $"{date:yyyy-MM-dd}",
            ["total"] = net + tax,
            ["kind"] = kind,
            ["lines"] = new JsonArray(
                new JsonObject { ["text"] = $"Service {number[2..]}x", ["amount"] = net },
                new JsonObject { ["text"] = "Freight", ["amount"] = tax }),
        });
    }

    private static Definition DefinitionOf(string schema) => new()
    {
        Name = "invoices",
        Schema = schema,
        Fields = SchemaReader.Read("schema.json", schema),
        Examples =
        [
            new Example("invoice Q-1 of 3 March 2025, total 11.37, Adler Werke", new JsonObject
            {
                ["number"] = "Q-1",
                ["supplier"] = "Adler Werke",
                ["date"] = "2025-03-03",
                ["total"] = 11.37m,
                ["kind"] = "invoice",
                ["lines"] = new JsonArray(),
            }),
        ],
    };
}
