using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class JobTextTests
{
    private const string Schema = """{"type":"object","properties":{"rent":{"type":["number","null"]}}}""";

    private const string Open = """
        name: flats
        description: Rents
        input: { id: no, text: "{title} {body}", delimiter: ";", encoding: windows-1252 }
        instructions: Without deposits.
        pack: 5
        votes: { of: 3, where: all }
        passes: 2
        rules: [rent >= 0]
        keep: 90 days
        """;

    private const string OfOperator = """
        description: Rents
        input: { text: body, file: expose }
        models: { tiers: [local, free, paid], max_cost_usd: 5 }
        schedule:
          cron: "0 2 * * *"
          inbox: inbox/*.csv
          export: { format: csv, to: "outbox/{file}" }
        notify:
          - { to: "https://example.org/hook", when: [finished], secret: "${HOOK_SECRET}" }
        """;

    [Fact]
    public void What_may_be_written_from_elsewhere_is_a_job() => Assert.Empty(Problems(Open));

    [Theory]
    [InlineData("models: { max_cost_usd: 5 }", "models")]
    [InlineData("ground: false", "ground")]
    [InlineData("sentinel: 2%", "sentinel")]
    [InlineData("schedule: { cron: \"0 2 * * *\", inbox: inbox/*.csv }", "schedule")]
    [InlineData("schedule: { cron: wrong }", "schedule")]
    [InlineData("notify: [{ to: \"https://example.org\", when: [finished] }]", "notify")]
    [InlineData("\"notify\": []", "notify")]
    public void What_is_the_operators_is_refused_by_name(string line, string name) => Assert.Equal(
        [$"jobs/flats/job.yaml:2: {name}: cannot be set from here: set it in the file"],
        Problems($"input: {{ text: body }}\n{line}\n"));

    [Theory]
    [InlineData("file")]
    [InlineData("image")]
    public void Columns_with_paths_of_files_are_the_operators(string name) => Assert.Equal(
        [$"jobs/flats/job.yaml:1: input.{name}: cannot be set from here: set it in the file"],
        Problems($"input: {{ text: body, {name}: place }}\n"));

    [Theory]
    [InlineData("description: \"${HOME}\"", "description")]
    [InlineData("instructions: |\n  One ${WORD} too many", "instructions")]
    [InlineData("rules: [\"rent >= ${LEAST}\"]", "rules")]
    [InlineData("input: { text: \"${COLUMN}\" }", "input.text")]
    public void A_variable_is_refused_wherever_it_stands(string line, string name)
    {
        var problem = Assert.Single(Problems(line.StartsWith("input", StringComparison.Ordinal)
            ? line
            : $"input: {{ text: body }}\n{line}"));

        Assert.Contains($"{name}: a variable, ${{…}}, cannot be set from here", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_is_the_operators_unless_it_is_named_as_open()
    {
        string[] open =
            ["name", "description", "input", "instructions", "pack", "votes", "passes", "rules", "keep"];

        Assert.All(JobFile.Known.Except(open), name => Assert.Contains(
            $" {name}: cannot be set from here", Assert.Single(Problems($"input: {{ text: a }}\n{name}: [1]\n")),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Around_what_the_operator_set_all_else_may_change() => Assert.Empty(Problems(
        """
        # In another order and style, with other words around it.
        notify:
          - to: https://example.org/hook
            when: ["finished"]
            secret: '${HOOK_SECRET}'
        schedule: { cron: 0 2 * * *, inbox: "inbox/*.csv", export: { format: csv, to: "outbox/{file}" } }
        models: { tiers: [local, free, paid], max_cost_usd: 5 }
        input: { file: expose, text: title }
        description: What it costs
        passes: 2
        """,
        OfOperator));

    [Theory]
    [InlineData("max_cost_usd: 5", "max_cost_usd: 50", "models: stays as it is in the file")]
    [InlineData("inbox/*.csv", "/etc/*", "schedule: stays as it is in the file")]
    [InlineData("outbox/{file}", "/tmp/{file}", "schedule: stays as it is in the file")]
    [InlineData("example.org", "elsewhere.example", "notify: stays as it is in the file")]
    [InlineData("${HOOK_SECRET}", "${HOME}", "notify: stays as it is in the file")]
    [InlineData("file: expose", "file: other", "input.file: stays as it is in the file")]
    [InlineData("models: { tiers: [local, free, paid], max_cost_usd: 5 }", "", "'models' stands in the file and stays")]
    [InlineData(", file: expose", "", "'input.file' stands in the file and stays")]
    [InlineData("description: Rents", "ground: false", "ground: cannot be set from here")]
    [InlineData("description: Rents", "name: other", "name: the job's name stays 'flats'")]
    public void What_the_operator_set_is_neither_changed_nor_taken_out_nor_added_to(
        string was, string becomes, string problem) => Assert.Contains(
        problem,
        Assert.Single(Problems(OfOperator.Replace(was, becomes, StringComparison.Ordinal), OfOperator)),
        StringComparison.Ordinal);

    [Fact]
    public void What_the_operator_set_by_an_alias_is_not_changed_by_its_anchor()
    {
        const string before = "input: { text: body }\ndescription: &when 0 2 * * *\nschedule: { cron: *when }\n";

        var problem = Assert.Single(Problems(before.Replace("0 2", "0 3", StringComparison.Ordinal), before));

        Assert.Contains("schedule: stays as it is in the file", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schedule: &all [*all]\n")]
    [InlineData("schedule: &a [1,1,1,1,1,1,1,1]\nnotify: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nground: [*b,*b,*b,*b,*b,*b,*b]\n"
        + "models: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n")]
    public void Values_without_end_are_refused_in_one_line(string endless)
    {
        var text = $"input: {{ text: body }}\n{endless}";

        Assert.Single(Problems(text, text));
    }

    [Theory]
    [InlineData("name: other", "name: the job's name stays 'flats'")]
    [InlineData("pack: many", "pack: 'many' does not fit")]
    [InlineData("instrutions: a", "there is no such property; did you mean 'instructions'?")]
    [InlineData("pack: 1\npack: 2", "is not right YAML")]
    [InlineData("pack: 1\n\"pack\": 2", "is not right YAML")]
    [InlineData("rules: [rent >", "is not right YAML")]
    public void A_mistake_is_told_with_its_line(string line, string problem)
    {
        var told = Assert.Single(Problems($"input: {{ text: body }}\n{line}\n"));

        Assert.StartsWith("jobs/flats/job.yaml:", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compared_is_mended_in_the_file()
    {
        var told = Assert.Single(Problems("input: { text: body }\n", "input: [\n"));

        Assert.StartsWith("jobs/flats/job.yaml as it is:", told, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_is_longer_than_people_write()
    {
        var long1 = new string('#', JobText.LongestYaml + 1);

        Assert.Equal(["jobs/flats/job.yaml: holds more than 65,536 characters"], Problems(long1));
        Assert.Equal(
            ["jobs/flats/schema.json: holds more than 524,288 characters"],
            new JobText(Open, new string(' ', JobText.LongestSchema + 1), "").FindProblems("flats", null));
        Assert.Equal(
            ["jobs/flats/examples.jsonl: holds more than 524,288 characters"],
            new JobText(Open, Schema, new string(' ', JobText.LongestExamples + 1)).FindProblems("flats", null));
    }

    [Fact]
    public void A_version_tells_any_two_texts_apart()
    {
        JobText[] texts = [new("a", "b", "c"), new("ab", "", "c"), new("a", "bc", ""), new("a", "b", "c ")];

        Assert.Equal(4, texts.Select(text => text.Version).Distinct().Count());
        Assert.Equal(texts[0].Version, new JobText("a", "b", "c").Version);
    }

    private static IReadOnlyList<string> Problems(string yaml, string? before = null) =>
        new JobText(yaml, Schema, "").FindProblems("flats", before is null ? null : new JobText(before, Schema, ""));
}
