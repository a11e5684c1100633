using System.Text;
using System.Text.RegularExpressions;
using BulkExtractor.Samples;

namespace BulkExtractor.Tests.Answers;

public sealed partial class SampleSetTests
{
    [Fact]
    public void Equal_seeds_write_equal_files_and_other_seeds_others()
    {
        var files = FilesOf(7);

        Assert.Equal(files, FilesOf(7));
        Assert.NotEqual(files, FilesOf(8));
    }

    [Theory]
    [InlineData("adverts")]
    [InlineData("invoices")]
    public void A_sample_has_hundreds_of_documents_with_keys_of_their_own_and_no_blank_left_open(string job)
    {
        var set = SampleSet.All(SampleSet.DefaultSeed).Single(set => set.Job == job);

        Assert.True(set.Samples.Count >= 220);
        Assert.Distinct(set.Samples.Select(sample => sample.Id));
        Assert.All(set.Samples, sample => Assert.DoesNotMatch(OpenBlank(), sample.Document));
        Assert.All(set.Samples, sample => Assert.Equal(set.Header.Count, sample.Row.Count));
    }

    private static string FilesOf(int seed) =>
        SampleSet.All(seed).SelectMany(set => set.Files)
            .Aggregate(new StringBuilder(), (text, file) => text.Append(file.Content)).ToString();

    [GeneratedRegex(@"\{\w*\}|##")]
    private static partial Regex OpenBlank();
}
