using BulkExtractor.Calls;
using BulkExtractor.Documents.Scans;
using BulkExtractor.Models;
using BulkExtractor.Postgres;

namespace BulkExtractor.Cli.Commands;

internal static class DoctorCommand
{
    private static readonly Option<FileInfo?> PoolOption = CommonOptions.Pool();

    private static readonly Option<bool> Ask = new("--ask")
    {
        Description = "Also ask one model of each account for a little: one request each, which their limits count",
    };

    private static readonly Option<string?> Ready = new("--ready")
    {
        Description = "Only whether a worker of this machine is at work, and 'bulk serve' at this address, if one is "
            + "given: for whoever watches over a container; exit code 0 or 1",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Connection = new("--connection")
    {
        Description = "Tell where psql, Excel or Metabase read results; BULK_READ_PASSWORD lets them log in",
    };

    public static Command Create()
    {
        var command = new Command("doctor", "Checks the set-up and says what to do. Example: bulk doctor --ask")
        {
            PoolOption, Ask, Ready, Connection,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        if (parsed.GetResult(Ready) is { Implicit: false })
        {
            var ready = await ReadyCheck.CheckAsync(terminal, parsed.GetValue(Ready), cancellationToken);
            Tell(terminal, ready);
            return ready.TrueForAll(check => check.Right) ? ExitCode.Done : ExitCode.SomeFailed;
        }

        if (parsed.GetValue(Connection)) return await ConnectionView.ShowAsync(terminal, cancellationToken);
        var checks = new List<HealthCheck> { await CheckDatabaseAsync(terminal, cancellationToken) };
        checks.Add(new HealthCheck("background jobs", true, "Hangfire runs them"));
        checks.AddRange(CheckPrograms());
        checks.AddRange(ServeOptions.Tokens().FindWeaknesses().Select(HealthCheck.Warning));
        checks.AddRange(await CheckPoolAsync(
            terminal, parsed.GetValue(PoolOption), parsed.GetValue(Ask), cancellationToken));
        Tell(terminal, checks);
        return checks.TrueForAll(check => check.Right) ? ExitCode.Done : ExitCode.WrongInput;
    }

    // Who names no PDFs needs none of them.
    private static IEnumerable<HealthCheck> CheckPrograms()
    {
        var missing = FilePrograms.Missing;
        yield return missing.Count == 0
            ? new HealthCheck("PDFs", true, "pdftotext reads them, pdftoppm draws those that are scans")
            : new HealthCheck(
                "PDFs",
                true,
                $"{string.Join(", ", missing)} not found, so they cannot be read: install the package poppler-utils",
                Warns: true);
        yield return new HealthCheck("scans", true, FilePrograms.HasTesseract
            ? "tesseract finds the pages of values, and reads text where a job says input.scans: text"
            : "without tesseract no page of a value is found; optional: install the package tesseract-ocr");
    }

    private static void Tell(Terminal terminal, List<HealthCheck> checks)
    {
        if (terminal.Json) Terminal.Write(new JsonArray([.. checks.Select(check => check.Shape())]));
        else foreach (var check in checks) terminal.Say(check.Line());
    }

    private static async Task<HealthCheck> CheckDatabaseAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
            return new HealthCheck("PostgreSQL", true, app.Server);
        }
        catch (Exception problem) when (problem is InputException or DatabaseUnusableException)
        {
            return new HealthCheck("PostgreSQL", false, problem.Message);
        }
    }

    private static async Task<IReadOnlyList<HealthCheck>> CheckPoolAsync(
        Terminal terminal, FileInfo? file, bool ask, CancellationToken cancellationToken)
    {
        Pool pool;
        try
        {
            pool = PoolFiles.Read(file);
        }
        catch (InputException problem)
        {
            return [new HealthCheck("pool", false, problem.Message)];
        }

        using var http = ProviderHttp.Create(terminal);
        var provider = new ProviderClient(http, TimeProvider.System);
        pool = (await new ModelCatalog(provider, TimeProvider.System).RefreshAsync(pool, cancellationToken)).Pool;
        // Where no account is left, the last finding tells them.
        var notices = pool.Accounts.Count > 0 ? pool.Notices : [];
        return
        [
            .. notices.Select(notice => new HealthCheck("pool", true, notice) { LeftOut = true }),
            .. await CheckAccountsAsync(terminal, new AccountCheck(http), pool, ask, cancellationToken),
            WhatFollows(pool),
        ];
    }

    private static HealthCheck WhatFollows(Pool pool) => pool.Models.Count > 0
        ? new("pool", true, $"{pool.Models.Count} models in {pool.Accounts.Count} accounts")
        : new("pool", false, $"{UsedModels.Why(pool)}; until then no model can be used");

    // Who cannot even be asked for a list is not asked for more.
    private static async Task<IReadOnlyList<HealthCheck>> CheckAccountsAsync(
        Terminal terminal, AccountCheck check, Pool pool, bool ask, CancellationToken cancellationToken)
    {
        var listed = await Task.WhenAll(
            pool.Accounts.Select(account => check.ListAsync(pool, account, cancellationToken)));
        var right = listed.Where(one => one.Right).Select(one => one.What).ToHashSet();
        List<Model> asked =
        [
            .. pool.Models.Where(model => model.Tier != Tier.Paid && right.Contains(model.Account.Name))
                .DistinctBy(model => model.Account.Id),
        ];
        if (!ask || asked.Count == 0) return listed;
        terminal.Progress(
            "Asking for one completion each, which the providers' limits count: "
            + string.Join(", ", asked.Select(model => $"{model.Account.Name} ({model.Id})")));
        var answered = await Task.WhenAll(asked.Select(model => check.AskAsync(model, cancellationToken)));
        return [.. listed, .. answered];
    }
}
