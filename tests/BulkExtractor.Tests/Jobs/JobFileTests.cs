using System.Globalization;
using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Jobs;

public sealed partial class JobFileTests
{
    private const string Schema = """{ "type": "object", "properties": { "total": { "type": "number" } } }""";

    private const string Full = """
        name: invoices
        description: Totals and parties from invoice e-mails
        input:
          id: message_id              # key column
          text: "{subject}\n\n{body}"
          image: scan
          delimiter: tab
          encoding: windows-1252
        instructions: |
          Amounts are decimal numbers.
        models:
          tiers: [free, paid]
          prefer: [some/model, other/model:free]
          max_cost_usd: 1.5
          data_collection: deny
        pack: 12
        ground: false
        votes: 3
        passes: 2
        sentinel: 2%
        rules:
          - total >= 0
        schedule: { cron: "0 2 * * *", time_zone: Europe/Berlin, inbox: "in/*.csv", export: { format: csv, to: out } }
        keep: 90 days
        """;

    [Theory]
    [InlineData("data_collection: allow", true)]
    [InlineData("data_collection: deny", false)]
    [InlineData("", false)]
    public void Training_on_texts_is_allowed_only_where_that_is_written(string written, bool allowed)
    {
        var job = Parse(Full.Replace("data_collection: deny", written));

        Assert.Equal(allowed, job.Models.AllowDataCollection);
    }

    [Fact]
    public void Every_property_is_read()
    {
        var job = Parse(Full);

        var input = new JobInput("{subject}\n\n{body}")
        {
            Id = "message_id",
            Image = "scan",
            Delimiter = '\t',
            Encoding = "windows-1252",
        };
        Assert.Equal(input, job.Input);
        Assert.Equal(("invoices", "Amounts are decimal numbers.\n", false),
            (job.Definition.Name, job.Definition.Instructions, job.Definition.Ground));
        Assert.Equal(["total"], job.Definition.Fields.Properties.Select(property => property.Name));
        Assert.Equal([Tier.Free, Tier.Paid], job.Models.Tiers);
        Assert.Equal(["some/model", "other/model:free"], job.Models.Prefer);
        Assert.Equal((1.5m, true), (job.Models.MaxCostUsd, job.Models.DenyDataCollection));
        Assert.Equal((12, 3, 2, 0.02), (job.Pack, job.Inquiry.Votes, job.Inquiry.Passes, job.Sentinel));
        Assert.Equal(["total >= 0"], job.Definition.Rules.Select(rule => rule.Text));
        Assert.Equal(TimeSpan.FromDays(90), job.Keep);
        Assert.Equal(
            new JobSchedule("0 2 * * *", "Europe/Berlin", "in/*.csv", new JobScheduleExport("csv", "out")),
            job.Schedule);
        Assert.Equal("Totals and parties from invoice e-mails", job.Description);
    }

    [Fact]
    public void A_cron_that_names_both_days_is_refused_with_what_to_write()
    {
        var error = Assert.Throws<InputException>(() => Parse(Full.Replace("0 2 * * *", "0 2 1 * MON")));

        Assert.Contains("schedule.cron: '0 2 1 * MON' does not fit; allowed: a day of the month or", error.Message);
        Assert.EndsWith("write * for one of them", error.Message);
    }

    [Fact]
    public void How_long_a_file_must_be_quiet_stands_in_the_schedule()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Parse(Full).Schedule!.Quiet);
        Assert.Equal(
            TimeSpan.FromSeconds(30),
            Parse(Full.Replace("inbox: \"in/*.csv\"", "quiet: 30s")).Schedule!.Quiet);
        Assert.EndsWith(
            "schedule.quiet: '2h' does not fit; allowed: at most 1h",
            Assert.Throws<InputException>(() => Parse(Full.Replace("inbox: \"in/*.csv\"", "quiet: 2h"))).Message);
    }

    [Theory]
    [InlineData("votes: 3", 3, false)]
    [InlineData("votes: { of: 3 }", 3, false)]
    [InlineData("votes: { of: 5, where: needed }", 5, false)]
    [InlineData("votes: { of: 2, where: all }", 2, true)]
    public void Votes_are_a_number_or_a_number_with_where(string votes, int of, bool everywhere)
    {
        var job = Parse($"input: {{ text: body }}\n{votes}\n");

        Assert.Equal((of, everywhere), (job.Inquiry.Votes, job.Inquiry.Everywhere));
    }

    [Fact]
    public void What_is_not_written_is_standard()
    {
        var job = Parse("input: { text: body, delimiter: auto }\npack: auto\nmodels: { prefer: auto }\nkeep:\n");

        Assert.Equal("x", job.Definition.Name);
        Assert.Equal(new JobInput("body"), job.Input);
        Assert.Equal([Tier.Local, Tier.Free], job.Models.Tiers);
        Assert.Equal((null, 1, 1, 0.0, true),
            (job.Pack, job.Inquiry.Votes, job.Inquiry.Passes, job.Sentinel, job.Definition.Ground));
        Assert.Null(job.Keep);
        Assert.Null(job.Schedule);
    }

    [Fact]
    public void The_users_culture_changes_nothing()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            var job = Parse(Full.Replace("2%", "0.5%"));

            Assert.Equal((0.005, 1.5m), (job.Sentinel, job.Models.MaxCostUsd));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("tiers: [free, paid]", "tiers: [cheap]",
        "12: models.tiers: 'cheap' is not a tier; allowed: local, free, paid")]
    [InlineData("tiers: [free, paid]", "tiers: []",
        "12: models.tiers: each tier stands there once; allowed: local, free, paid")]
    [InlineData("tiers: [free, paid]", "tiers: free", "12: models.tiers: must be a list: [a, b]")]
    [InlineData("  tiers:", "  tier:",
        "12: models.tier: there is no such property; did you mean 'tiers'? allowed: tiers, prefer, max_cost_usd, ")]
    [InlineData("max_cost_usd: 1.5", "max_cost_usd: -1",
        "14: models.max_cost_usd: '-1' does not fit; allowed: a number, 0 or more")]
    [InlineData("data_collection: deny", "data_collection: no",
        "15: models.data_collection: 'no' is not a choice; allowed: allow, deny")]
    [InlineData("name: invoices", "name: a b", "1: name: 'a b' is no name for a job; allowed: letters")]
    [InlineData("delimiter: tab", "delimiter: x",
        "7: input.delimiter: 'x' is not a delimiter; allowed: auto, ,, ;, tab, |")]
    [InlineData("encoding: windows-1252", "encoding: utf-9",
        "8: input.encoding: 'utf-9' does not fit; allowed: an encoding's name")]
    [InlineData("text: \"{subject}\\n", "text: \"{subject\\n",
        "5: input.text: a brace opens no column's name")]
    [InlineData("  text: \"", "  # text: \"", "4: input: 'text' is missing")]
    [InlineData("pack: 12", "pack: 0", "16: pack: '0' does not fit; allowed: a whole number from 1 to 1000")]
    [InlineData("pack: 12", "pack: [12]", "16: pack: must be a text")]
    [InlineData("ground: false", "ground: maybe", "17: ground: 'maybe' does not fit; allowed: true, false")]
    [InlineData("sentinel: 2%", "sentinel: 200%",
        "20: sentinel: '200%' does not fit; allowed: a share from 0% to 100%")]
    [InlineData("keep: 90 days", "keep: long",
        "24: keep: 'long' does not fit; allowed: a duration: 30s, 5m, 1h, 90 days")]
    [InlineData("Europe/Berlin", "Berlin",
        "23: schedule.time_zone: 'Berlin' does not fit; allowed: a name such as UTC")]
    [InlineData("0 2 * * *", "0 2 * *", "23: schedule.cron: '0 2 * *' does not fit; allowed: five fields")]
    [InlineData("0 2 * * *", "0 25 * * *",
        "23: schedule.cron: '0 25 * * *' does not fit; allowed: Hours: Value must be a number between 0 and 23")]
    [InlineData("in/*.csv", "in/*/a.csv",
        "23: schedule.inbox: 'in/*/a.csv' does not fit; allowed: * and ? in the last")]
    [InlineData("to: out", "to: \"o/{name}\"",
        "23: schedule.export.to: 'o/{name}' does not fit; allowed: a path, in which")]
    [InlineData("format: csv", "format: pdf",
        "23: schedule.export.format: 'pdf' is not a format; allowed: csv, jsonl, xlsx")]
    [InlineData("total >= 0", "totel >= 0",
        "22: rules: the rule 'totel >= 0' is not right: there is no field 'totel' at 1; did you mean 'total'?")]
    [InlineData("total >= 0", "total >= 'x'",
        "22: rules: the rule 'total >= 'x'' is not right: a number is compared with a text at 7")]
    [InlineData("votes: 3", "votes: { of: 3, where: here }",
        "18: votes.where: 'here' is not a place for votes; allowed: needed, all")]
    [InlineData("votes: 3", "votes: { where: all }", "18: votes: 'of' is missing")]
    [InlineData("votes: 3", "votes: 10", "18: votes: '10' does not fit; allowed: a whole number from 1 to 9")]
    [InlineData("votes: 3", "pack: 13", "18: is not right YAML: Duplicate key pack")]
    [InlineData("votes: 3", "votes: [3", "is not right YAML: ")]
    public void A_wrong_property_is_named_with_line_and_what_is_allowed(string right, string wrong, string expected)
    {
        Assert.Contains(right, Full);

        var error = Assert.Throws<InputException>(() => Parse(Full.Replace(right, wrong)));

        Assert.StartsWith($"{Path.Combine("jobs", "x", "job.yaml")}:", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "must be one YAML document, not 0")]
    [InlineData("- a\n", ":1: must be a mapping: names, each with a value")]
    [InlineData("name: a\n", ":1: 'input' is missing")]
    [InlineData("name: a\ninput:\n", ":1: 'input' is missing")]
    public void A_file_without_the_needed_is_refused(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => Parse(yaml)).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public void A_damaged_file_is_read_or_refused_in_one_line(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1_000; round++)
        {
            var yaml = new StringBuilder(Full);
            foreach (var damage in random.GetItems<char>("[]{}:,-\"'|>&*!#%@`\n\t ?~x9\0\uD800", random.Next(1, 4)))
                yaml[random.Next(yaml.Length)] = damage;

            var error = Record.Exception(() => Parse(yaml.ToString()));

            if (error is not null) Assert.DoesNotContain('\n', Assert.IsType<InputException>(error).Message);
        }
    }

    [Fact]
    public void A_file_or_a_picture_may_say_all()
    {
        var file = Parse("input: { file: path }\n").Input;
        var picture = Parse("input: { text: \"\", image: scan }\n").Input;

        Assert.Equal(new JobInput("") { File = "path" }, file);
        Assert.Equal(new JobInput("") { Image = "scan" }, picture);
        Assert.Contains(
            "'text' is missing", Assert.Throws<InputException>(() => Parse("input: { image: scan }\n")).Message);
    }

    private static Job Parse(string yaml, string? gold = """{"text":"a text","gold":{"total":1}}""") => JobFile.Parse(
        new JobSources(Path.Combine("jobs", "x"), yaml, Schema, null) { Gold = gold });
}
