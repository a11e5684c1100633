using BulkExtractor.Calls;
using BulkExtractor.Models;
using BulkExtractor.Postgres;

namespace BulkExtractor.Cli.Commands;

internal static class DoctorCommand
{
    private static readonly Option<FileInfo?> PoolOption = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command("doctor", "Checks the set-up and says what to do. Example: bulk doctor")
        {
            PoolOption,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var checks = new List<HealthCheck> { await CheckDatabaseAsync(terminal, cancellationToken) };
        checks.Add(new HealthCheck("background jobs", true, "Hangfire runs them"));
        checks.AddRange(ServeOptions.Tokens().FindWeaknesses().Select(HealthCheck.Warning));
        checks.AddRange(await CheckPoolAsync(parsed.GetValue(PoolOption), cancellationToken));
        if (terminal.Json) Terminal.Write(new JsonArray([.. checks.Select(check => check.Shape())]));
        else foreach (var check in checks) terminal.Say(check.Line());
        return checks.TrueForAll(check => check.Right) ? ExitCode.Done : ExitCode.WrongInput;
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
        FileInfo? file, CancellationToken cancellationToken)
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

        using var http = ModelClient.CreateHttpClient();
        var provider = new ProviderClient(http, TimeProvider.System);
        pool = (await new ModelCatalog(provider, TimeProvider.System).RefreshAsync(pool, cancellationToken)).Pool;
        var checks = new List<HealthCheck>
        {
            new("pool", pool.Models.Count > 0, pool.Models.Count > 0
                ? $"{pool.Models.Count} models in {pool.Accounts.Count} accounts"
                : $"no model can be used: {UsedModels.Why(pool)}"),
        };
        // Where no account is left, the finding above has told them.
        var notices = pool.Accounts.Count > 0 ? pool.Notices : [];
        checks.AddRange(notices.Select(notice => new HealthCheck("pool", true, notice)));
        foreach (var account in pool.Accounts)
            checks.Add(await CheckAccountAsync(provider, account, cancellationToken));
        return checks;
    }

    private static async Task<HealthCheck> CheckAccountAsync(
        ProviderClient provider, Account account, CancellationToken cancellationToken)
    {
        var models = await provider.ListModelsAsync(account, cancellationToken);
        if (models.Value is not { } listing)
            return new HealthCheck(account.Name, false, $"{account.Address} {models.Problem}");
        var day = await provider.ReadDayAsync(account, cancellationToken);
        var left = day.Value is { } free ? $", {free.Limit - free.Used} of {free.Limit} free requests left today" : "";
        return new HealthCheck(account.Name, true, $"{account.Address} lists {listing.Models.Count} models{left}");
    }
}

/// <param name="Warns">Whether it should be mended, though all works like this.</param>
internal sealed record HealthCheck(string What, bool Right, string Finding, bool Warns = false)
{
    public static HealthCheck Warning(string finding) => new("dashboard", true, finding, Warns: true);

    public string Line() => $"{(Warns ? "warns" : Right ? "right" : "WRONG")}  {What}: {Finding}";

    public JsonNode Shape() => new JsonObject
    {
        ["what"] = What,
        ["right"] = Right,
        ["warns"] = Warns,
        ["finding"] = Finding,
    };
}
