using BulkExtractor.Answers.Lenient;

namespace BulkExtractor.Tests.Answers;

public sealed class LenientJsonTests
{
    private static readonly HashSet<string> Names = ["a", "b"];

    [Theory]
    [InlineData("{\"a\":\"one\ntwo\tthree\"}", """{"a":"one\u000atwo\u0009three"}""")]
    [InlineData("""{'a': 'x', 'b': True, 'c': None, 'd': False}""", """{"a":"x","b":true,"c":null,"d":false}""")]
    [InlineData("""{'a': 'it\'s', 'b': "it's"}""", """{"a":"it's","b":"it's"}""")]
    [InlineData("""{“a”:“x”,„b“:„y“}""", """{"a":"x","b":"y"}""")]
    [InlineData("""{a:1,$b_2 : 2,größe:3}""", """{"a":1,"$b_2":2,"größe":3}""")]
    [InlineData("{ // the first\n\"a\":1, /* then */ \"b\":2 # last\n}", """{"a":1,"b":2}""")]
    [InlineData("{\u00A0\"a\"\u00A0:\u30001\u200B}", """{"a":1}""")]
    [InlineData("""{"a":1,"b":2,}""", """{"a":1,"b":2}""")]
    [InlineData("""{,"a":1,,"b":2}""", """{"a":1,"b":2}""")]
    [InlineData("{\"a\":1 \"b\":{} \"c\":[]\n\"d\":2}", """{"a":1,"b":{},"c":[],"d":2}""")]
    [InlineData("{\"a\":\"x\"\n\"c\":\"y\"}", """{"a":"x","c":"y"}""")]
    [InlineData("""{"a":"x" "b":"y"}""", """{"a":"x","b":"y"}""")]
    [InlineData("{\"a\":1\n\"b\":[\"x\"\n\"y\"]}", """{"a":1,"b":["x","y"]}""")]
    [InlineData("{\"a\":1\n\"b\":[1\n2]}", """{"a":1,"b":[1,2]}""")]
    [InlineData("""{"a" 1,"b" "y"}""", """{"a":1,"b":"y"}""")]
    [InlineData("""[{"a":1}{"a":2},]""", """[{"a":1},{"a":2}]""")]
    [InlineData("""{"a":[1,2,],"b":+5,"c":.5,"d":-1e400}""", """{"a":[1,2],"b":5,"c":0.5,"d":-1e400}""")]
    [InlineData("""{"a":"word\_x \& \(y\)"}""", """{"a":"word_x & (y)"}""")]
    [InlineData("""{"a":"\u00fc\ud83d\ude00\ud800","b":"\\n\/"}""", """{"a":"ü😀�","b":"\\n/"}""")]
    public void Loose_syntax_with_one_reading_is_read(string text, string json) => Assert.Equal([json], Read(text));

    [Theory]
    [InlineData("""{"a":"C:\Users"}""")]
    [InlineData("""{"a":"\d"}""")]
    [InlineData("""{"a":"\u00"}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":undefined}""")]
    [InlineData("""{"a":x}""")]
    [InlineData("""{"a":007}""")]
    [InlineData("""{"a":1,234}""")]
    [InlineData("""{"a":1 234}""")]
    [InlineData("""{"a":"He said "yes" to it"}""")]
    [InlineData("""{"a":"x" "c":"y"}""")]
    [InlineData("""{"a":["x" "y"]}""")]
    [InlineData("""{"a":"x" + "y"}""")]
    [InlineData("{\n\"a\":[\"x\"\n\"y\"]\n}")]
    [InlineData("{\"a\":1,\n\"b\":[\"x\"\n\"y\"]}")]
    [InlineData("{\"a\":1\n\"b\":2,\n\"c\":[\"x\"\n\"y\"]}")]
    [InlineData("{\"a\":1\n\"b\":[\"x\" \"y\"]}")]
    [InlineData("""{'a': 'it's'}""")]
    [InlineData("{\"a\":1, // \"b\":2,\n\"c\":3}")]
    [InlineData("{\"a\":1, # then b,\n\"c\":3}")]
    [InlineData("{\"a\":[1, // 2\n3]}")]
    [InlineData("{\"a\":[\"x\", // \"y\"\n\"z\"]}")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":[1}""")]
    [InlineData("""{"a":[1,,2]}""")]
    [InlineData("""{"c" 1}""")]
    [InlineData("""{"a"":x"}""")]
    [InlineData("""{"a":"x,""b":1}""")]
    [InlineData("""{"a":1 "b" 2}""")]
    [InlineData("""{"a":"x""")]
    public void What_is_broken_or_has_two_readings_is_not(string text) => Assert.Empty(Read(text));

    [Fact]
    public void What_is_whole_within_something_broken_is_found()
    {
        var pieces = new LenientJson("""{"a":[{"b":1},{'b':2},{"b":""", Names).Pieces().ToList();

        Assert.Equal(["""{"b":1}""", """{"b":2}"""], pieces.Select(piece => piece.Json));
        Assert.DoesNotContain(pieces, piece => piece.IsWhole);
    }

    [Fact]
    public void What_begins_within_a_text_that_was_never_closed_is_found() =>
        Assert.Equal(["""{"b":2}"""], Read("""{"a":"x, {"b":2}"""));

    [Fact]
    public void A_strange_escape_is_remembered_as_it_stands()
    {
        var json = new LenientJson("""{"a":"x\_y\n","b":"plain"}""", Names);

        Assert.Single(json.Pieces());
        Assert.Equal(new Dictionary<string, string> { ["x_y\n"] = "x\\_y\n" }, json.Doubtful);
    }

    [Fact]
    public void Nothing_is_deeper_than_anybody_needs()
    {
        Assert.Single(Read(Nested(60)));
        Assert.NotEqual([Nested(70)], Read(Nested(70)));

        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "{}" + new string('}', depth);
    }

    private static List<string> Read(string text) =>
        [.. new LenientJson(text, Names).Pieces().Select(piece => piece.Json)];
}
