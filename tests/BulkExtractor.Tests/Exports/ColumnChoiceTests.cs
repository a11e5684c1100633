using BulkExtractor.Basics;
using BulkExtractor.Exports;

namespace BulkExtractor.Tests.Exports;

public sealed class ColumnChoiceTests
{
    private static readonly ExportShape Shape = Exporting.Shape(["a", "b", "Amount, EUR", " c "]);

    [Theory]
    [InlineData("b,a", "b|a")]
    [InlineData("a, a,b", "a|b")]
    [InlineData("Amount, EUR", "Amount, EUR")]
    [InlineData("a,\"Amount, EUR\"", "a|Amount, EUR")]
    [InlineData("\" c \",a", " c |a")]
    public void Columns_are_named_once_each_with_quotes_where_a_name_needs_them(string names, string expected) =>
        Assert.Equal(expected, string.Join('|', new ColumnChoice(Shape, names).Shape.Columns));

    [Fact]
    public void A_column_that_is_not_there_is_named() =>
        Assert.StartsWith(
            "columns: there is no column 'd'",
            Assert.Throws<InputException>(() => new ColumnChoice(Shape, "a,d")).Message,
            StringComparison.Ordinal);
}
