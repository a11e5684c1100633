using BulkExtractor.Exports;

namespace BulkExtractor.Tests.Exports;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1+1")]
    [InlineData("-")]
    [InlineData("-1\n")]
    [InlineData("-1.5.2")]
    [InlineData("-٣")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\0=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠a")]
    public void A_text_that_could_be_a_formula_stands_behind_an_apostrophe(string text) =>
        Assert.Equal($"'{text}", FormulaGuard.Guard(text));

    [Theory]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData("-1")]
    [InlineData("-1.50")]
    [InlineData("-1,50")]
    [InlineData("'=1")]
    [InlineData(" =1")]
    public void Plain_numbers_and_other_texts_stay(string text) => Assert.Equal(text, FormulaGuard.Guard(text));
}
