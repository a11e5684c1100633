using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Calls;

/// <summary>Good replies, damaged in ten thousand ways: what is accepted all the same is what was written.</summary>
public sealed class ReplyMutationTests(ITestOutputHelper output)
{
    private const int Mutations = 10_000;
    private const int Seed = 20_260_127;

    private static readonly string[] Names = ["total", "note", "lines", "party"];
    private static readonly string[] Prose =
        [" Sure! ", "\n```json\n", "```", " {see} [below] ", " // note ", "<think>", "</think>", " … ", " NaN "];

    [Fact]
    public void What_is_accepted_of_a_damaged_reply_is_what_was_written()
    {
        var random = new Random(Seed);
        var (accepted, lost) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var originals = Originals(random);
            var damaged = Damage(Write(originals), random);

            var read = ReplyReader.Read(damaged, originals.Keys, Names);

            foreach (var (id, fields) in read.Fields)
            {
                Assert.True(
                    CanonicalJson.Write(fields) == CanonicalJson.Write(originals[id]),
                    $"seed {Seed}, mutation {i}: {fields.ToJsonString()} was read from {damaged}");
            }

            accepted += read.Fields.Count;
            lost += originals.Count - read.Fields.Count;
        }

        // A reader that accepts nothing would be right as well; a good one saves most.
        output.WriteLine($"seed {Seed}: {(double)accepted / (accepted + lost):P1} of the documents are salvaged");
        Assert.InRange((double)accepted / (accepted + lost), 0.5, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_whole_check_accepts_of_a_damaged_reply_is_what_the_model_wrote(bool strict)
    {
        var random = new Random(Seed);
        var (accepted, asked) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var (pack, reply) = AskedPack.Of(Originals(random), strict);
            var meant = Read(pack, reply);
            var damaged = Damage(reply, random);

            foreach (var (said, whole) in Read(pack, damaged).Zip(meant))
            {
                Assert.True(
                    whole.Answered && whole.Evidence.Flags.Count == 0,
                    $"seed {Seed}, mutation {i}: {whole.Problem}");
                asked++;
                if (!said.Answered) continue;
                accepted++;
                Assert.True(
                    CanonicalJson.Write(said.Fields) == CanonicalJson.Write(whole.Fields),
                    $"seed {Seed}, mutation {i}: {said.Fields!.ToJsonString()} was accepted from {damaged}");
            }
        }

        output.WriteLine($"seed {Seed}: {(double)accepted / asked:P1} of the documents are salvaged, none is wrong");
        Assert.InRange((double)accepted / asked, 0.5, 1);
    }

    // Here the damage is within the values, which no reader of JSON can see: only the document tells.
    [Fact]
    public void A_value_that_was_changed_in_a_reply_is_refused_by_its_document_or_says_the_same()
    {
        var random = new Random(Seed);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var (pack, reply) = AskedPack.Of(Originals(random), strict: true);
            var meant = Read(pack, reply);
            var damaged = DamageValue(reply, random);

            foreach (var (said, whole) in Read(pack, damaged).Zip(meant))
            {
                if (said.Answered) accepted++;
                else refused++;
                Assert.True(
                    !said.Answered || AskedPack.SaysTheSame(said.Fields!, whole.Fields!),
                    $"seed {Seed}, mutation {i}: "
                    + $"{said.Fields?.ToJsonString()} was accepted for {whole.Fields!.ToJsonString()}");
            }
        }

        output.WriteLine(
            $"seed {Seed}: {accepted} documents are accepted, {refused} refused, none says something else");
        Assert.InRange(refused, Mutations / 3, Mutations);
    }

    private static IReadOnlyList<ChunkReading> Read(Pack pack, string reply) =>
        AnswerReader.Read(pack, new ModelReply { Content = reply }).Readings;

    // One letter or digit within a value, never within a name: another one, and in a number also one less or one more.
    // A word with a letter less, or with one of the word before it, is a part of the document too, and passes for one.
    private static string DamageValue(string reply, Random random)
    {
        var ends = System.Text.RegularExpressions.Regex.Matches(reply, """(?<="(?:total|x|name)":"?)[^",}\\]+""");
        var value = ends[random.Next(ends.Count)];
        var at = value.Index + random.Next(value.Length);
        var sign = char.IsAsciiDigit(reply[at]) ? (char)('1' + random.Next(9)) : (char)('a' + random.Next(26));
        return (char.IsAsciiDigit(value.Value[0]) ? random.Next(3) : 0) switch
        {
            0 => reply.Remove(at, 1).Insert(at, $"{sign}"),
            1 => reply.Remove(at, 1),
            _ => reply.Insert(at, $"{sign}"),
        };
    }

    private static Dictionary<string, JsonObject> Originals(Random random) =>
        Enumerable.Range(0, random.Next(1, 6)).ToDictionary(
            i => $"k{i}abcd{random.Next(10)}z",
            _ => new JsonObject
            {
                ["total"] = random.Next(100_000, 1_000_000) / 100m,
                ["note"] = "a \"b\" {c} [d], e: \\ \u00FC",
                ["lines"] = new JsonArray(
                    [.. Enumerable.Range(0, random.Next(3)).Select(_ =>
                        new JsonObject { ["x"] = random.Next(1_000, 10_000), ["y"] = null })]),
                ["party"] = new JsonObject
                {
                    ["name"] = $"Meier{random.Next(100)} KG",
                    ["paid"] = true,
                    ["id"] = "none",
                },
            });

    private static string Write(Dictionary<string, JsonObject> originals) =>
        new JsonObject
        {
            ["documents"] = new JsonArray([.. originals.Select(o =>
                new JsonObject { ["id"] = o.Key, ["fields"] = o.Value.DeepClone() })]),
        }.ToJsonString();

    private static string Damage(string reply, Random random)
    {
        // Two quotes less could be one longer text, so this is all that happens then.
        if (random.Next(5) == 0) return WithoutOneQuote(reply, random);

        var structure = Structure(reply);
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var at = structure[random.Next(structure.Count)];
            reply = random.Next(6) switch
            {
                0 => reply[..random.Next(reply.Length)],
                1 when at < reply.Length => reply.Remove(at, 1),
                2 when structure.Contains(at + 1) => Swap(reply, at),
                3 => reply.Insert(Math.Min(at, reply.Length), Prose[random.Next(Prose.Length)]),
                4 => reply.Insert(Math.Min(at, reply.Length), ","),
                _ => Prose[random.Next(Prose.Length)] + reply + Prose[random.Next(Prose.Length)],
            };
            structure = Structure(reply);
        }

        return reply;
    }

    private static string WithoutOneQuote(string reply, Random random)
    {
        int[] quotes = [.. Enumerable.Range(0, reply.Length).Where(i => reply[i] == '"')];
        return reply.Remove(quotes[random.Next(quotes.Length)], 1);
    }

    private static string Swap(string reply, int at)
    {
        var swapped = new StringBuilder(reply);
        (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
        return swapped.ToString();
    }

    // Damage within a text or a number makes another text or number, which nobody can see.
    private static List<int> Structure(string reply)
    {
        var places = new List<int>();
        var quoted = false;
        for (var i = 0; i < reply.Length; i++)
        {
            if (quoted && reply[i] == '\\') i++;
            else if (reply[i] == '"') quoted = !quoted;
            else if (!quoted && "{}[],:".Contains(reply[i])) places.Add(i);
        }

        return places.Count > 0 ? places : [0];
    }
}
