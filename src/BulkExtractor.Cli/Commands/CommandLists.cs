using System.Globalization;

namespace BulkExtractor.Cli.Commands;

/// <summary>Lists that the command line gives as words parted by commas.</summary>
internal static class CommandLists
{
    public static string[] Names(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Different numbers from 1, at least one.</summary>
    public static int[] Numbers(string option, string list)
    {
        int[] numbers = [.. Names(list).Select(Number).Distinct()];
        return numbers.Length > 0 ? numbers : throw Unfit();

        int Number(string word) =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw Unfit();

        InputException Unfit() => new($"{option} {list}: write numbers from 1, parted by commas: 1,5,10");
    }
}
