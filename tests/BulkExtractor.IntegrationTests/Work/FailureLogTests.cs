using BulkExtractor.Cli.Work;

namespace BulkExtractor.IntegrationTests.Work;

public sealed class FailureLogTests
{
    [Fact]
    public async Task The_user_hears_one_line_and_the_log_keeps_the_rest()
    {
        var secondLine = $"{Guid.NewGuid()}";

        var told = FailureLog.Note(new InvalidOperationException($"out of ink\n{secondLine}"));

        Assert.Matches(@"^InvalidOperationException: out of ink \(the rest is in .+\)$", told);
        var file = told.Split(" is in ")[1].TrimEnd(')');
        var log = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(secondLine, log, StringComparison.Ordinal);
    }
}
