using BulkExtractor.Forecasting;

namespace BulkExtractor.Cli.Commands;

/// <summary><c>bulk providers</c>: whom one could ask, and what is missing for it.</summary>
internal static class ProvidersCommand
{
    private static readonly Option<FileInfo?> PoolOption = CommonOptions.Pool();

    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "One of them, in full",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("providers", """
            Every provider of the pool file: which variable it wants, what is free, on which terms.

            Example: bulk providers groq
            """)
        {
            Name, PoolOption,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed);
        var pool = PoolFiles.Read(parsed.GetValue(PoolOption));
        var named = parsed.GetValue(Name);
        List<ProviderOverview> shown =
        [
            .. pool.Providers.Where(provider => named is null || provider.Name == named)
                .Select(provider => new ProviderOverview(provider)),
        ];
        if (named is not null && shown.Count == 0)
        {
            throw new InputException($"there is no provider '{named}'; "
                + NearestName.Suggest(named, [.. pool.Providers.Select(provider => provider.Name)]));
        }

        if (terminal.Json) Terminal.Write(new JsonArray([.. shown.Select(ProvidersView.Shape)]));
        else if (named is null) ProvidersView.Show(terminal.Screen, shown);
        else ProvidersView.ShowOne(terminal.Screen, shown[0]);
        return ExitCode.Done;
    }
}
