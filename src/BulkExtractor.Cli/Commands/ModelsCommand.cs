using BulkExtractor.Calls;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Cli.Commands;

internal static class ModelsCommand
{
    private static readonly Option<FileInfo?> PoolOption = CommonOptions.Pool();
    private static readonly Option<bool> Refresh = new("--refresh")
    {
        Description = "Ask the providers which models they list; retired ones that are listed again come back",
    };

    private static readonly Option<bool> Simulate = new("--simulate")
    {
        Description = "The simulated models instead, with what is left of their limits",
    };

    private static readonly Option<bool> History = new("--history")
    {
        Description = "What the requests of the last twelve months brought, instead",
    };

    private static readonly Option<int?> Days = new("--days")
    {
        Description = "What the requests of so many days took and brought, by account, model, job and cause, instead",
    };

    public static Command Create()
    {
        var command = new Command(
            "models", "The pool, its limits and what is left of them. Example: bulk models --refresh")
        {
            PoolOption, Refresh, Simulate, History, Days,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        if (parsed.GetValue(History)) return await ShowHistoryAsync(terminal, cancellationToken);
        if (parsed.GetValue(Days) is { } days)
            return await ShowSpanAsync(terminal, SpanUsage.CheckDays(days, "--days"), cancellationToken);
        var file = parsed.GetValue(PoolOption);
        await using var used = parsed.GetValue(Simulate)
            ? await UsedModels.OpenAsync(terminal, file, simulate: true, cancellationToken)
            : null;
        var pool = used?.Pool ?? await UsedModels.ReadAsync(terminal, file, cancellationToken);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        if (parsed.GetValue(Refresh)) await RefreshAsync(app, pool, terminal, cancellationToken);

        var states = await app.Get<ModelStates>().ReadAsync(pool, cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonArray([.. states.Select(ModelsView.Shape)]));
        else ModelsView.Show(terminal.Screen, states);
        return ExitCode.Done;
    }

    private static async Task<int> ShowHistoryAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var months = await app.Get<IAttemptHistory>().ReadMonthsAsync(cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonArray([.. months.Select(MonthsView.Shape)]));
        else MonthsView.Show(terminal.Screen, months);
        return ExitCode.Done;
    }

    private static async Task<int> ShowSpanAsync(Terminal terminal, int days, CancellationToken cancellationToken)
    {
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var span = await app.Get<IAttemptHistory>().ReadSpanAsync(days, cancellationToken);
        if (terminal.Json) Terminal.Write(UsageJson.Write(span));
        else UsageView.Show(terminal.Screen, span);
        return ExitCode.Done;
    }

    // Whoever asks for it by name gets it: models that were asked lately come back too, and days are read.
    private static async Task RefreshAsync(
        AppServices app, Pool pool, Terminal terminal, CancellationToken cancellationToken)
    {
        var (provider, quota) = (app.Get<ProviderClient>(), app.Get<DayQuota>());
        foreach (var account in pool.Accounts)
        {
            if ((await quota.ReadAsync(account, cancellationToken)).Notice is { } notice) terminal.Warn(notice);
            var told = await provider.ListModelsAsync(account, cancellationToken);
            if (told.Value is not { } listing)
            {
                terminal.Warn($"{account.Name} {told.Problem}");
                continue;
            }

            var listed = listing.Models.Select(model => model.Id).ToHashSet();
            var there = pool.Models.Where(model => model.Account == account).ToLookup(m => listed.Contains(m.Id));
            await app.Get<IPermitLedger>().ReviveAsync(
                [.. there[true].Select(ScopeId.OfModel)], TimeSpan.Zero, cancellationToken);
            foreach (var model in there[false]) terminal.Warn($"{account.Name} does not list {model.Id}");
        }
    }
}
