using BulkExtractor.Documents.Files;

namespace BulkExtractor.IntegrationTests.Documents.Files;

public sealed class FilterProgramTests : IDisposable
{
    private const string Key = "BULK_TEST_KEY_OF_A_PROVIDER";

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Key, null);
        _folder.Dispose();
    }

    [Fact]
    public async Task No_key_reaches_a_program_that_reads_what_strangers_wrote()
    {
        Environment.SetEnvironmentVariable(Key, "secret");
        var program = new FilterProgram(new ScriptedProgram(_folder).Write("env"))
        {
            Variables = new Dictionary<string, string> { ["WANTED"] = "here" },
        };

        var ended = await program.RunAsync([], [], 1 << 20, TestContext.Current.CancellationToken);

        Assert.Contains("WANTED=here", ended.Text, StringComparison.Ordinal);
        Assert.Contains("PATH=", ended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, ended.Text, StringComparison.Ordinal);
    }
}
