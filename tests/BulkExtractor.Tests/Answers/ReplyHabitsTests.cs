using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Answers;

/// <summary>Models that write each of their replies in one strange way: eight documents take one request.</summary>
public sealed partial class ReplyHabitsTests
{
    private const int Documents = 8;

    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly FieldSchema Fields = Some.Object(
        ("plant", Some.Text), ("height", Some.Number), ("colour", Some.Text), ("remark", Some.Text)) with
    {
        Required = ["plant", "height"],
    };

    private static readonly Dictionary<string, Func<string, string>> Habits = new()
    {
        ["nothing strange"] = reply => reply,
        ["raw line breaks"] = reply => reply.Replace("\\n", "\n"),
        ["escaped underscores"] = reply => reply.Replace("_", "\\_"),
        ["escaped apostrophes"] = reply => reply.Replace("'", "\\'"),
        ["words of Python"] = reply => reply.Replace("null", "None"),
        ["single quotes"] = reply => Texts().Replace(reply, text => $"'{text.Value[1..^1].Replace("'", "\\'")}'"),
        ["comments"] = reply => reply.Replace("\"fields\"", "// the next one\n\"fields\""),
        ["names without quotes"] = reply => reply.Replace("\"id\":", "id:").Replace("\"fields\":", "fields:"),
        ["thoughts before"] = reply => $"<|channel|>analysis<|message|>Is it {Draft(reply)}? No, it is higher.<|end|>"
            + $"<|start|>assistant<|channel|>final<|message|>{reply}<|return|>",
        ["strange thoughts before"] = reply => $"<muse>Is it {Draft(reply)}? No, it is higher.</muse>\n{reply}",
        ["document_id"] = reply => reply.Replace("{\"id\":", "{\"document_id\":"),
        ["ids in capitals"] = reply => Ids().Replace(reply, id => id.Value.ToUpperInvariant()),
        ["ids in their tags"] = reply => Ids().Replace(reply, "<document id='$0'>"),
        ["fields as a text"] = reply => Bodies().Replace(reply, body => AsText(body.Value)),
        ["all as a text"] = AsText,
        ["each value by itself"] = reply => Numbers().Replace(reply, "{\"value\":$0}"),
    };

    private static readonly Dictionary<string, Func<string, string>> Envelopes = new()
    {
        ["in pieces"] = reply => string.Concat(reply.Chunk(30).Select(piece =>
            $"data: {Body("delta", "content", AsText(new string(piece)))}\n\n")) + "data: [DONE]\n\n",
        ["with the end of a stream"] = reply => $"{Body("message", "content", AsText(reply))}data: [DONE]",
        ["as a tool call"] = reply =>
            Body("message", "tool_calls", $"[{{\"function\":{{\"arguments\":{AsText(reply)}}}}}]"),
        ["parsed on the way"] = reply => Body("message", "content", reply),
    };

    public static TheoryData<string> HabitNames => [.. Habits.Keys];

    public static TheoryData<string> EnvelopeNames => [.. Envelopes.Keys];

    [Theory]
    [MemberData(nameof(HabitNames))]
    public void A_habit_costs_no_document(string habit) =>
        AssertRight(new ModelReply { Content = Habits[habit](Reply()) });

    [Theory]
    [MemberData(nameof(EnvelopeNames))]
    public void An_envelope_costs_no_document(string envelope) =>
        AssertRight(ReplyEnvelope.Read(
            200, new ReplyHeaders(), Envelopes[envelope](Reply()), DateTimeOffset.UnixEpoch));

    private static void AssertRight(ModelReply reply)
    {
        var pack = Some.Pack([.. Enumerable.Range(1, Documents).Select(i => (IdOf(i), TextOf(i)))]) with
        {
            Definition = Some.Definition(Fields),
        };

        var readings = AnswerReader.Read(pack, reply).Readings;

        Assert.Equal(
            Enumerable.Range(1, Documents).Select(i => CanonicalJson.Write(FieldsOf(i))),
            readings.Select(reading => reading.Problem ?? CanonicalJson.Write(reading.Fields)));
        Assert.All(readings, reading => Assert.Empty(reading.Evidence.Flags));
    }

    private static string Reply() => JsonSerializer.Serialize(
        new JsonObject
        {
            ["documents"] = new JsonArray([.. Enumerable.Range(1, Documents).Select(i =>
            {
                var fields = FieldsOf(i);
                if (!fields.ContainsKey("colour")) fields["colour"] = null;
                return new JsonObject { ["id"] = IdOf(i), ["fields"] = fields };
            })]),
        },
        Unescaped);

    private static string Body(string holder, string member, string json) =>
        $"{{\"choices\":[{{\"{holder}\":{{\"{member}\":{json}}},\"finish_reason\":\"stop\"}}]}}";

    private static string Draft(string reply) => Numbers().Replace(reply, "1");

    private static string AsText(string json) => JsonSerializer.Serialize(json, Unescaped);

    private static string IdOf(int i) => $"p{i}q{i}r{i}st";

    private static JsonObject FieldsOf(int i)
    {
        var fields = new JsonObject { ["plant"] = $"fern_{i}", ["height"] = 40 + i };
        if (i % 3 == 0) fields["colour"] = "green";
        if (i % 2 == 0) fields["remark"] = $"the owner's\nnumber {i}";
        return fields;
    }

    private static string TextOf(int i) =>
        $"fern_{i}, {40 + i} cm{(i % 3 == 0 ? ", green" : "")}\n{(i % 2 == 0 ? $"the owner's\nnumber {i}" : "")}";

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Texts();

    [GeneratedRegex("p[0-9]q[0-9]r[0-9]st")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\{""plant""[^{}]*\}")]
    private static partial Regex Bodies();

    [GeneratedRegex("(?<=\"height\":)[0-9]+")]
    private static partial Regex Numbers();
}
