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

    // Only up to the packed dots: other versions of the packer may pack them in other ways.
    [Fact]
    public void The_pictures_are_those_that_the_program_draws()
    {
        foreach (var (path, content) in SampleSet.All(SampleSet.DefaultSeed).SelectMany(set => set.Pictures))
        {
            var drawn = File.ReadAllBytes(Path.Combine(Checkout(), path));
            var packed = content.AsSpan().IndexOf("IDAT"u8) - sizeof(int);

            Assert.True(packed > 0 && drawn.AsSpan(0, packed).SequenceEqual(content.AsSpan(0, packed)), path);
        }
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BulkExtractor.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
