using BulkExtractor.Basics;
using BulkExtractor.Cli.Work;

namespace BulkExtractor.IntegrationTests.Work;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_file_does_not_name_keeps_its_default()
    {
        var settings = Read("""{ "BULK_POOL": "my.yaml", "Pipeline": { "LeaseDuration": "00:00:05" } }""");

        Assert.Equal("my.yaml", settings.Pool);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Pipeline.LeaseDuration);
        Assert.Equal(new BulkExtractor.Pipeline.PipelineOptions().Parallelism, settings.Pipeline.Parallelism);
    }

    [Theory]
    [InlineData("""{ "Pipelin": {} }""", "there is no setting 'Pipelin': did you mean 'Pipeline'?")]
    [InlineData("""{ "Pipeline": { "Paralelism": 4 } }""", "Pipeline: there is no setting 'Paralelism'")]
    [InlineData("""{ "Pipeline": { "Parallelism": 0 } }""", "Parallelism must be between 1 and 1000")]
    [InlineData("""{ "Pipeline": { "Parallelism": "many" } }""", "'many' at 'Pipeline:Parallelism'")]
    [InlineData("""{ "Pipeline": { "LeaseDuration": "60" } }""", "LeaseDuration must be between 00:00:01 and 00:02:00")]
    [InlineData("""{ "Pipeline": { """, "appsettings.json cannot be read")]
    public void A_wrong_setting_is_told_in_one_line(string file, string told)
    {
        var error = Assert.Throws<InputException>(() => Read(file));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private Settings Read(string file) => Settings.Read(_folder.Write("appsettings.json", file));
}
