using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Cli.Commands;

/// <summary>The options of <c>bulk simulate</c>.</summary>
internal static class SimulateLine
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; port 0 takes a free one.",
        DefaultValueFactory = _ => "http://127.0.0.1:4010",
    };

    private static readonly Option<string?> Pool = new("--pool")
    {
        Description = "Accounts, models and limits to play, as in jobs/models.yaml.",
        HelpName = "file",
    };

    private static readonly Option<string?> Dialect = new("--dialect")
    {
        Description = "The provider that is played at /v1 instead of the pool; each is at /NAME/v1 as well.",
        HelpName = "name",
    };

    private static readonly Option<bool> CountRefused = new("--count-refused")
    {
        Description = "The providers at /NAME/v1 count requests that they refuse for a limit.",
    };

    private static readonly Option<bool> ClockMinutes = new("--clock-minutes")
    {
        Description = "Their minutes are the clock's where else they roll.",
    };

    private static readonly Option<string?> Answers = new("--answers")
    {
        Description = """JSON lines {"document": text, "fields": {...}}; others are answered by rules.""",
        HelpName = "file",
    };

    private static readonly Option<string?> Replay = new("--replay")
    {
        Description = "Answers only from exchanges that BULK_RECORD wrote, found by model and documents; else 404.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Ledger = new("--ledger")
    {
        Description = "Every arrival is appended to it; the summary is at /ledger.",
        HelpName = "file",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides every fault and delay.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int?> Rpm = new("--rpm")
    {
        Description = "The built-in account's requests in a window.",
    };

    private static readonly Option<int?> Rpd = new("--rpd")
    {
        Description = "The built-in account's requests a day.",
    };

    private static readonly Option<string> Window = new("--window")
    {
        Description = "The window of --rpm.",
        DefaultValueFactory = _ => "60s",
    };

    private static readonly Option<double> Scale = new("--scale")
    {
        Description = "Makes every window, days too, so many times shorter.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double> Latency = new("--latency")
    {
        Description = "Mean seconds of an answer.",
    };

    private static readonly Option<double> Sigma = new("--latency-sigma")
    {
        Description = "Its log-normal spread.",
    };

    private static readonly Option<string[]> Gone = new("--gone")
    {
        Description = "404 from so many seconds after the start on.",
        HelpName = "model@seconds",
    };

    private static readonly Option<string[]> Misread = new("--misread")
    {
        Description =
            "From so many answers of the model on, its values are others of the document: nothing tells of it.",
        HelpName = "model@answer",
    };

    private static readonly Option<string[]> Hanging = new("--hang")
    {
        Description = "What arrives at the account then gets no byte until it is over, in seconds since the start.",
        HelpName = "account@from-to",
    };

    private static readonly Option<string[]> Blocked = new("--policy-404")
    {
        Description = "404 because of the account's data policy.",
        HelpName = "model",
    };

    private static readonly Option<string?> Flagged = new("--flagged")
    {
        Description = "403 for every request with a document that holds this text.",
        HelpName = "text",
    };

    private static readonly Option<HeaderPlacement> Headers = new("--headers")
    {
        Description = "Where 429s carry X-RateLimit headers; any: by the seed.",
        DefaultValueFactory = _ => HeaderPlacement.Any,
    };

    private static readonly Option<int> RetryAfter = new("--retry-after")
    {
        Description = "Seconds, on half of the upstream refusals; 0 sends none.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Dictionary<FaultKind, Option<string[]>> Faults = FaultName.All.ToDictionary(
        fault => fault.Kind,
        fault => new Option<string[]>($"--{fault.Name}")
        {
            Description = $"{fault.Description}.",
            HelpName = "rate",
        });

    public static IEnumerable<Option> All =>
    [
        Urls, Pool, Dialect, Answers, Replay, Ledger, Seed, Rpm, Rpd, Window, Scale, CountRefused, ClockMinutes,
        Latency, Sigma, Gone, Misread, Hanging, Blocked, Flagged, Headers, RetryAfter, .. Faults.Values,
    ];

    public static SimulatorOptions Read(ParseResult line) => new()
    {
        Urls = line.GetValue(Urls)!,
        PoolFile = line.GetValue(Pool),
        Dialect = line.GetValue(Dialect),
        AnswersFile = line.GetValue(Answers),
        ReplayFolder = line.GetValue(Replay),
        LedgerFile = line.GetValue(Ledger),
        Seed = line.GetValue(Seed),
        Limits = new LimitOptions
        {
            Requests = line.GetValue(Rpm),
            RequestsPerDay = line.GetValue(Rpd),
            Window = WindowLength.Parse(line.GetValue(Window)!),
            Scale = line.GetValue(Scale),
            CountRefused = line.GetValue(CountRefused),
            ClockMinutes = line.GetValue(ClockMinutes),
        },
        Latency = new LatencyOptions
        {
            Mean = TimeSpan.FromSeconds(line.GetValue(Latency)),
            Sigma = line.GetValue(Sigma),
        },
        Faults = FaultsOf(line),
    };

    private static FaultOptions FaultsOf(ParseResult line) => new()
    {
        Rates =
        [
            .. Faults.SelectMany(fault =>
                (line.GetValue(fault.Value) ?? []).Select(text => FaultRate.Parse(fault.Key, text))),
        ],
        Hanging = [.. (line.GetValue(Hanging) ?? []).Select(HangingAccount.Parse)],
        Misreading = [.. (line.GetValue(Misread) ?? []).Select(MisreadingModel.Parse)],
        Gone = [.. (line.GetValue(Gone) ?? []).Select(GoneModel.Parse)],
        PolicyBlocked = line.GetValue(Blocked) ?? [],
        Flagged = line.GetValue(Flagged),
        Headers = line.GetValue(Headers),
        RetryAfterSeconds = line.GetValue(RetryAfter),
    };
}
