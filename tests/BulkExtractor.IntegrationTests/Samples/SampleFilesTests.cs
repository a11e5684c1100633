using BulkExtractor.Samples;

namespace BulkExtractor.IntegrationTests.Samples;

public sealed class SampleFilesTests
{
    public static TheoryData<string> Paths =>
        [.. SampleSet.All(SampleSet.DefaultSeed).SelectMany(set => set.Files).Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_sample_file_is_what_the_program_writes_with_its_seed(string path)
    {
        var files = SampleSet.All(SampleSet.DefaultSeed).SelectMany(set => set.Files);

        var written = files.Single(file => file.Path == path).Content;

        Assert.Equal(File.ReadAllText(Path.Combine(Checkout(), path)), written);
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BulkExtractor.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
