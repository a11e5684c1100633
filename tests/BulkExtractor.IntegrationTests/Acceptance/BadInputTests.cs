using System.Net;
using System.Net.Sockets;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Whatever is wrong: one line says what and where, the exit code is 2, and nothing is stored.</summary>
public sealed class BadInputTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private const string Key = "ACCEPTANCE_KEY_THAT_IS_NOT_SET";
    private const string Rows = "order_id,order\n1,one\n2,two\n";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["BULK_POSTGRES"] = database.ConnectionString,
        [PoolText.AddressVariable] = "http://127.0.0.1:9/v1",
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("input:\n", "inputs:\n", "job.yaml:4: inputs")]
    [InlineData("tiers: [free]", "tiers: [gratis]", "job.yaml:7: models.tiers")]
    [InlineData("text: order", "text: nothing", "nothing")]
    [InlineData("pack: 10", "pack: none", "pack")]
    [InlineData("name: orders", "name: [orders", "job.yaml")]
    public async Task A_wrong_job_file(string right, string wrong, string told)
    {
        var job = Path.Combine(JobFolder(), "job.yaml");
        var text = await File.ReadAllTextAsync(job, TestContext.Current.CancellationToken);
        Assert.Contains(right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            job, text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await AssertRefusedAsync(told, Submit(Rows));
    }

    [Theory]
    [InlineData("", "rows.csv")]
    [InlineData("order_id,order\n", "rows.csv")]
    [InlineData("order_id,order,order\n1,one,two\n", "order")]
    [InlineData("order_id,\n1,one\n", "rows.csv")]
    [InlineData("order_id,order\n1,one\n2\n", "row 2")]
    [InlineData("order_id,order\n1,one\n2,two,three\n", "row 2")]
    [InlineData("order_id,order\n1,one\n2,\"two\n", "row 2")]
    [InlineData("order_id,order\n1,one\n2,two\n1,three\n", "rows 1 and 3 have the same key '1'")]
    [InlineData("number,order\n1,one\n", "order_id")]
    public async Task A_wrong_csv(string csv, string told) => await AssertRefusedAsync(told, Submit(csv));

    [Fact]
    public async Task A_csv_whose_bytes_are_not_of_its_encoding()
    {
        var arguments = Submit(Rows);
        // Neither UTF-8 nor Windows-1252.
        await File.AppendAllBytesAsync(arguments[1], [0x33, 0x2c, 0x81, 0x0a], TestContext.Current.CancellationToken);

        await AssertRefusedAsync("rows.csv", arguments);
    }

    [Fact]
    public async Task A_csv_that_is_not_there() => await AssertRefusedAsync(
        "nowhere.csv", "submit", Path.Combine(_folder.Path, "nowhere.csv"), "--job", JobFolder(), "--pool", Pool());

    [Fact]
    public async Task A_key_that_is_not_set()
    {
        var pool = _folder.Write("pool.yaml", $$"""
            accounts: { router: { address: "http://127.0.0.1:9/v1", key: "${{{Key}}}" } }
            models: [{ id: some/model, account: router, tier: free, context: 8192 }]
            """);

        await AssertRefusedAsync(Key, "submit", Csv(Rows), "--job", JobFolder(), "--pool", pool);
    }

    [Fact]
    public async Task No_database()
    {
        _settings["BULK_POSTGRES"] = "Host=127.0.0.1;Port=1;Username=bulk;Password=do-not-tell";

        await AssertRefusedAsync("PostgreSQL at 127.0.0.1:1 does not answer", Submit(Rows));
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await AssertRefusedAsync($"{port}", "simulate", "--urls", $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_misspelt_setting()
    {
        _settings["Pipeline__LeesDuration"] = "00:00:05";

        await AssertRefusedAsync("did you mean 'LeaseDuration'?", Submit(Rows));
    }

    [Theory]
    [InlineData("4711", "status", "4711")]
    [InlineData("4711", "results", "4711")]
    [InlineData("4711", "export", "4711")]
    [InlineData("4711", "retry", "4711")]
    [InlineData("4711", "cancel", "4711")]
    [InlineData("'last' is not a batch", "status", "last")]
    public async Task A_batch_that_is_not_there(string told, params string[] arguments) =>
        await AssertRefusedAsync(told, arguments);

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--pack 0", "--pack", "0")]
    [InlineData("--limit", "--limit", "few")]
    [InlineData("--tier gratis", "--tier", "gratis")]
    [InlineData("--for soon", "--wait", "--for", "soon")]
    [InlineData("--delimiter 'x'", "--delimiter", "x")]
    [InlineData("klingon", "--encoding", "klingon")]
    [InlineData("no/such:free", "--models", "no/such:free")]
    public async Task A_bad_option_of_a_submission(string told, params string[] options) =>
        await AssertRefusedAsync(told, [.. Submit(Rows), .. options]);

    [Theory]
    [InlineData("no-such-job", "jobs", "check", "no-such-job")]
    [InlineData("'half' is no rate", "simulate", "--upstream-429", "half")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("there is no topic 'jop'; did you mean 'job'?", "help", "jop")]
    public async Task Another_bad_argument(string told, params string[] arguments) =>
        await AssertRefusedAsync(told, arguments);

    [Fact]
    public async Task A_job_that_is_not_there() =>
        await AssertRefusedAsync("no-such-job", "submit", Csv(Rows), "--job", "no-such-job", "--pool", Pool());

    private string[] Submit(string csv) => ["submit", Csv(csv), "--job", JobFolder(), "--pool", Pool()];

    private string Csv(string text) => _folder.Write("rows.csv", text);

    private string Pool() => _folder.Write("pool.yaml", PoolText.FourModels(account: 20, model: 8));

    private string JobFolder()
    {
        var folder = Path.Combine(_folder.Path, "orders");
        return Directory.Exists(folder) ? folder : OrderSet.Write(_folder, 1).Job;
    }

    private async Task AssertRefusedAsync(string told, params string[] arguments)
    {
        await using var process = BulkProcess.Start(_settings, arguments);

        var ended = (await process.EndAsync()).With(2);

        Assert.Empty(ended.Output);
        var line = Assert.Single(ended.Errors.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("bulk: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-tell", line, StringComparison.Ordinal);
        Assert.Equal(0, await database.ReadAsync<int>("select count(*)::int from bulk.batches"));
    }
}
