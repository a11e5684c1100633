using System.CommandLine;
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
        Description = "Accounts, models and limits to play, as in jobs/models.yaml; else seven free models.",
    };

    private static readonly Option<string?> Answers = new("--answers")
    {
        Description = """JSON lines {"document": text, "fields": {...}}; other documents are answered by rules.""",
    };

    private static readonly Option<string?> Ledger = new("--ledger")
    {
        Description = "A file to which every arrival is appended; the summary is at /ledger.",
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
        Description = "MODEL@SECONDS: 404 from then on.",
    };

    private static readonly Option<string[]> Blocked = new("--policy-404")
    {
        Description = "MODEL: 404 because of the account's data policy.",
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
            Description = $"RATE or RATE@MODEL: {fault.Description}.",
        });

    public static IEnumerable<Option> All =>
    [
        Urls, Pool, Answers, Ledger, Seed, Rpm, Rpd, Window, Scale, Latency, Sigma, Gone, Blocked, Headers,
        RetryAfter, .. Faults.Values,
    ];

    public static SimulatorOptions Read(ParseResult line) => new()
    {
        Urls = line.GetValue(Urls)!,
        PoolFile = line.GetValue(Pool),
        AnswersFile = line.GetValue(Answers),
        LedgerFile = line.GetValue(Ledger),
        Seed = line.GetValue(Seed),
        Limits = new LimitOptions
        {
            Requests = line.GetValue(Rpm),
            RequestsPerDay = line.GetValue(Rpd),
            Window = WindowLength.Parse(line.GetValue(Window)!),
            Scale = line.GetValue(Scale),
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
        Gone = [.. (line.GetValue(Gone) ?? []).Select(GoneModel.Parse)],
        PolicyBlocked = line.GetValue(Blocked) ?? [],
        Headers = line.GetValue(Headers),
        RetryAfterSeconds = line.GetValue(RetryAfter),
    };
}
