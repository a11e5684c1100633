using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class NotifySectionTests
{
    private const string Hook = """{ to: "https://example.org/hook", when: [finished, run_done], secret: "${HOOK}" }""";

    [Theory]
    [InlineData(Hook, "webhook")]
    [InlineData("""{ to: "https://hc.example/ping/1", when: [run_done] }""", "ping")]
    [InlineData("""{ to: "https://hc.example/ping/1", when: [run_done], secret: "${HOOK}" }""", "webhook")]
    [InlineData("""{ to: "https://example.org/hook", when: [finished] }""", "webhook")]
    [InlineData("""{ to: "mailto:ops+night@example.org", when: [missed_run] }""", "mail")]
    [InlineData("""{ to: "${HOOK_ADDRESS}", when: [finished] }""", "webhook")]
    [InlineData("""{ to: "https://example.org/${PATH_OF_HOOK}", when: [finished] }""", "webhook")]
    public void A_target_is_told_in_the_way_that_its_words_say(string target, string kind) =>
        Assert.Equal(kind, Assert.Single(Read($"[{target}]")).Kind);

    [Fact]
    public void What_is_kept_with_a_batch_is_what_was_read()
    {
        var targets = Read($"[{Hook}]");

        var kept = NotifyTarget.Parse(NotifyTarget.Write(targets));

        var target = Assert.Single(kept);
        Assert.Equal(
            ("https://example.org/hook", "finished run_done", "${HOOK}"),
            (target.To, string.Join(' ', target.When), target.Secret));
        Assert.Null(NotifyTarget.Write([]));
        Assert.Empty(NotifyTarget.Parse(null));
    }

    [Theory]
    [InlineData("""{ to: "http://a.example/", when: [finished] }""", "notify.to: does not fit; allowed: https://")]
    [InlineData("""{ to: "https://me:hidden@example.org/", when: [finished] }""", "notify.to: does not fit")]
    [InlineData("""{ to: "file:///etc/passwd", when: [finished] }""", "notify.to: does not fit")]
    [InlineData("""{ to: "ops@example.org", when: [finished] }""", "notify.to: does not fit")]
    [InlineData("""{ to: "mailto:a@example.org,b@example.org", when: [finished] }""", "allowed: one address")]
    [InlineData("""{ to: "mailto:a@example.org?bcc=b@example.org", when: [finished] }""", "allowed: one address")]
    [InlineData("""{ to: "mailto:a@example.org\r\nBcc: b@example.org", when: [finished] }""", "allowed: one address")]
    [InlineData("""{ when: [finished] }""", "'to' is missing")]
    [InlineData("""{ to: "https://a.example/" }""", "'when' is missing")]
    [InlineData("""{ to: "https://a.example/", when: [] }""", "notify.when: names no event")]
    [InlineData("""{ to: "https://a.example/", when: [finish] }""", "no event 'finish'; did you mean 'finished'?")]
    [InlineData("""{ to: "https://a.example/", when: [finished], secret: hidden }""", "secret: must be the name")]
    [InlineData("""{ to: "https://a.example/", when: [finished], secret: "x${A}" }""", "secret: must be the name")]
    [InlineData("""{ to: "mailto:a@example.org", when: [finished], secret: "${A}" }""", "secret: mail is not signed")]
    [InlineData("""{ to: "https://a.example/", when: [finished], allow: internal }""", "there is no such property")]
    [InlineData($"{Hook}, {Hook}", "each target stands there once")]
    public void What_is_wrong_is_told_by_its_place_without_a_secret(string targets, string problem)
    {
        var refused = Assert.Throws<InputException>(() => Read($"[{targets}]"));

        Assert.Contains(problem, refused.Message);
        Assert.StartsWith(Path.Combine("notes", "job.yaml") + ":3: ", refused.Message);
        Assert.DoesNotContain("hidden", refused.Message);
    }

    [Fact]
    public void There_are_at_most_twenty()
    {
        var targets = Enumerable.Range(1, 21).Select(n => $$"""{ to: "https://a.example/{{n}}", when: [finished] }""");

        var refused = Assert.Throws<InputException>(() => Read($"[{string.Join(", ", targets)}]"));

        Assert.Contains("at most 20", refused.Message);
    }

    private static IReadOnlyList<NotifyTarget> Read(string notify)
    {
        const string schema = """{"type":"object","properties":{"name":{"type":"string"}}}""";
        var yaml = $"name: notes\ninput: {{ text: body }}\nnotify: {notify}\n";
        return JobFile.Parse(new JobSources("notes", yaml, schema, null)).Notify;
    }
}
