using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Tests.Web;

public sealed class ReviewerTests
{
    private readonly OneResult _results = new(Some.Definition());
    private readonly OneResult _ofText = new(Some.DefinitionOf("note"));
    private readonly Reviewer _reviewer;

    public ReviewerTests() => _reviewer = new Reviewer(_results);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12.5")]
    [InlineData("12,50 €")]
    public async Task What_a_person_types_is_kept_as_its_field_says(string typed)
    {
        Assert.Empty(await SaveAsync(_reviewer, "total", typed));

        var (field, value) = Assert.Single(_results.Corrected);
        Assert.Equal(new DocumentField(1, 2, "total"), field);
        Assert.Equal(12.5, Some.Json(value!)!.GetValue<double>());
    }

    [Fact]
    public async Task What_the_schema_does_not_allow_is_refused_and_not_kept()
    {
        var (field, problem) = Assert.Single(await SaveAsync(_reviewer, "total", "a dozen"));

        Assert.Equal("total", field);
        Assert.StartsWith("total: ", problem, StringComparison.Ordinal);
        Assert.Empty(_results.Corrected);
    }

    [Fact]
    public async Task A_text_is_kept_to_the_letter_also_where_it_looks_like_an_escape()
    {
        const string typed = @"C:\u0000 and \ud800, as it stands there";
        var reviewer = new Reviewer(_ofText);

        Assert.Empty(await SaveAsync(reviewer, "note", typed));

        Assert.Equal(typed, Some.Json(Assert.Single(_ofText.Corrected).Value!)!.GetValue<string>());
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public async Task A_number_that_is_none_for_any_reader_is_refused(string typed)
    {
        Assert.Single(await SaveAsync(_reviewer, "total", typed));

        Assert.Empty(_results.Corrected);
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_told_with_those_that_are()
    {
        var (_, problem) = Assert.Single(await SaveAsync(_reviewer, "sum", "12"));

        Assert.Equal("there is no field 'sum'; there are total", problem);
    }

    private static async Task<IReadOnlyDictionary<string, string>> SaveAsync(
        Reviewer reviewer, string field, string typed) =>
        (await reviewer.SaveAsync(1, 2, new Dictionary<string, string> { [field] = typed }, Token))!;
}
