using System.CommandLine.Parsing;
using System.Globalization;

namespace BulkExtractor.Cli.Commands;

internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON document on stdout, and nothing else there",
        Recursive = true,
    };

    public static Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "No progress",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Each request on stderr: its model, what came of it, how long it took, its tokens",
        Recursive = true,
    };

    public static Option<FileInfo?> Pool() => new("--pool")
    {
        Description = "The pool of accounts and models (default: BULK_POOL, else jobs/models.yaml)",
    };

    public static Argument<string[]> Inputs() => new("FILE")
    {
        Description = "CSV, JSON, .xlsx or Parquet, also packed; several of them, a quoted pattern, or - for stdin",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The number of an option that counts something.</summary>
    public static int? Positive(ParseResult parsed, Option<int?> option)
    {
        var value = parsed.GetValue(option);
        return value is null or > 0
            ? value
            : throw new InputException($"{option.Name} {value}: write a number from 1");
    }

    public static Argument<long> Batch() => new("BATCH")
    {
        Description = "The batch's number",
        CustomParser = result => BatchNumber(result),
    };

    public static Option<string?> Where() => new("--where")
    {
        Description = "Only documents for which this holds: \"price > 100 and city = 'Trier'\" (bulk help filters)",
    };

    private static long BatchNumber(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        result.AddError($"'{text}' is not a batch: its number is, and 'bulk status' lists them");
        return 0;
    }
}
