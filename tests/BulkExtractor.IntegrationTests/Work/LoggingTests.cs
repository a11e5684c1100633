using BulkExtractor.Cli.Work;

namespace BulkExtractor.IntegrationTests.Work;

public sealed class LoggingTests
{
    [Theory]
    [InlineData("a.csv is rejected\n2026-11-30T00:00:00Z sign-in as owner")]
    [InlineData("a.csv\r is rejected")]
    [InlineData("a.csv\u001b[2J is rejected")]
    [InlineData("a.csv\u0085 is rejected")]
    public void What_others_wrote_makes_no_line_of_its_own(string message)
    {
        var line = Logging.LineOf(message, null);

        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain("sign-in", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_told_by_type_message_and_the_place_of_ours_where_it_happened()
    {
        var thrown = Assert.ThrowsAny<Exception>(() => BulkExtractor.Basics.YamlValue.Load("a.yaml", "\t- x: ["));

        var line = Logging.LineOf("it failed", thrown);

        Assert.StartsWith($"it failed: {thrown.GetType().Name}: a.yaml", line, StringComparison.Ordinal);
        Assert.Contains(" at BulkExtractor.", line, StringComparison.Ordinal);
    }
}
