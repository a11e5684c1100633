using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary><c>bulk serve</c> on a free port and a database of its own, with simulated models.</summary>
internal sealed class ServedDashboard : IAsyncDisposable
{
    private readonly ProgramFolder _workshop;
    private readonly BulkProcess _process;
    private readonly bool _owns;

    private ServedDashboard(ProgramFolder workshop, bool owns, BulkProcess process, Uri address)
    {
        (_workshop, _owns, _process, Address) = (workshop, owns, process, address);
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>A program that uses the API.</summary>
    public HttpClient Http { get; }

    public TemporaryFolder Folder => _workshop.Folder;

    public TestDatabase Database => _workshop.Database;

    /// <summary>The adverts that are shipped with their job.</summary>
    public static string Adverts => Path.Combine(RepositoryRoot.Folder, "jobs", "adverts", "sample.csv");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="token">What its owner must show; null leaves it open to this machine.</param>
    /// <param name="options">What else is said to <c>bulk serve</c>.</param>
    public static async Task<ServedDashboard> StartAsync(
        TestCluster cluster, string? token = null, string? readToken = null, params string[] options)
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        workshop.Set("BULK_TOKEN", token);
        workshop.Set("BULK_READ_TOKEN", readToken);
        var served = await StartAsync(workshop, owns: true, options);
        if (token is not null)
            served.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return served;
    }

    /// <summary>A server of a folder with jobs of its own.</summary>
    /// <param name="furnish">Writes the jobs.</param>
    /// <param name="pool">The file there that names the models; null simulates them.</param>
    public static async Task<ServedDashboard> StartInFolderAsync(
        TestCluster cluster,
        Action<TemporaryFolder> furnish,
        string? token = null,
        string? readToken = null,
        string? pool = null)
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        workshop.StartsInFolder = true;
        workshop.Set("BULK_TOKEN", token);
        workshop.Set("BULK_READ_TOKEN", readToken);
        furnish(workshop.Folder);
        return await StartAsync(workshop, owns: true, pool is null ? [] : ["--pool", pool]);
    }

    /// <summary>Another server beside this one, on the same database.</summary>
    public async Task<ServedDashboard> StartAnotherAsync() => await StartAsync(_workshop, owns: false);

    /// <summary>Another server beside this one, on the same database, with another token.</summary>
    public async Task<ServedDashboard> StartAnotherAsync(string token)
    {
        _workshop.Set("BULK_TOKEN", token);
        try
        {
            return await StartAnotherAsync();
        }
        finally
        {
            _workshop.Set("BULK_TOKEN", Http.DefaultRequestHeaders.Authorization?.Parameter);
        }
    }

    /// <summary>What it says to who started it, beside its results.</summary>
    public LineLog Log => _process.Errors;

    /// <summary>Somebody with a browser of their own.</summary>
    public PageVisitor Visit() => new(Address);

    /// <summary>Somebody with a browser of their own who has signed in.</summary>
    public async Task<PageVisitor> SignInAsync(string token)
    {
        var visitor = Visit();
        using var answer = await visitor.SignInAsync(token);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Found, $"{answer.StatusCode} instead of 302");
        return visitor;
    }

    /// <summary>What the command line says.</summary>
    public Task<Ended> RunAsync(params string[] arguments) => _workshop.RunAsync(arguments);

    /// <summary>What <c>kill</c> does; how it ended.</summary>
    public async Task<Ended> TerminateAsync()
    {
        await _process.TerminateAsync();
        return await _process.EndAsync();
    }

    /// <summary>Submits some rows of a CSV by the API; the batch's number.</summary>
    public async Task<string> SubmitAsync(string csv, string job, int rows)
    {
        await using var file = File.OpenRead(csv);
        using var body = new StreamContent(file);
        using var answer = await Http.PostAsync(
            $"/api/batches?job={job}&limit={rows}&name={Path.GetFileName(csv)}", body, Token);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        Assert.True(answer.IsSuccessStatusCode, said.ToJsonString());
        return (string)said["batch"]!;
    }

    public async Task<JsonNode> ReadAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    /// <summary>Waits until a batch is finished.</summary>
    public Task FinishAsync(string batch) => Until.TrueAsync(
        $"batch {batch} is finished",
        async () => (string?)(await ReadAsync($"/api/batches/{batch}"))["state"] == "finished");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
        if (_owns) await _workshop.DisposeAsync();
    }

    private static async Task<ServedDashboard> StartAsync(ProgramFolder workshop, bool owns, params string[] options)
    {
        string[] urls = options.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        string[] models = options.Contains("--pool") ? [] : ["--simulate"];
        var process = workshop.Start(["serve", .. models, .. urls, .. options, "--json"]);
        var said = await process.Output.WaitForAsync("address");
        var address = (string)JsonNode.Parse($"{{{said}}}")!["address"]!;
        return new ServedDashboard(workshop, owns, process, new Uri(address));
    }
}
