using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>
/// Every address of the program, drawn from its own routes, asked for by nobody, with a wrong token, by a reader, by
/// the owner and by who was the owner until their session ended.
/// </summary>
public sealed partial class AccessTableTests(GuardedServer guarded)
    : IClassFixture<GuardedServer>
{
    // What anybody may see, and no more.
    private static readonly string[] Open =
        ["GET /sign-in", "POST /sign-in", "GET /health/live", "GET /health/ready", "GET /assets/site.css"];

    // What readers do besides looking: it concerns their own sessions.
    private static readonly string[] OfReaders = ["POST /sign-out", "POST /sessions/9999/end", "POST /sessions/end"];

    // What readers may not even look at: samples, and job files with all that stands in them.
    private static readonly string[] OfOwners =
        ["GET /jobs/new", "GET /jobs/nothing/edit", "GET /jobs/sample/0123456789abcdef0123456789abcdef"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => guarded.Served;

    [Fact]
    public async Task Every_address_lets_in_whom_it_should_and_nobody_else()
    {
        var visits = await OpenVisitsAsync();
        var addresses = ServedAddresses.List();
        Assert.True(addresses.Count > 60, $"only {addresses.Count} addresses were found");
        var table = new StringBuilder("| address | ").AppendJoin(" | ", visits.Keys).Append(" |\n");
        table.Append("|---|").Insert(table.Length, "---|", visits.Count).Append('\n');
        var wrong = new List<string>();

        foreach (var address in addresses)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{address}` |");
            foreach (var (who, visit) in visits)
            {
                var status = await AskAsync(visit, address, MayComeIn(who, address));
                table.Append(CultureInfo.InvariantCulture, $" {status} |");
                if (IsLetIn(status) != MayComeIn(who, address)) wrong.Add($"{who}: {address} gave {status}");
            }

            table.Append('\n');
        }

        var kept = Path.Combine(RepositoryRoot.Folder, ".artifacts", "access-table.md");
        await File.WriteAllTextAsync(kept, table.ToString(), Token);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        foreach (var visit in visits.Values) visit.Dispose();
    }

    [Fact]
    public void What_is_open_to_anybody_is_there() =>
        Assert.All(Open.Concat(OfReaders).Concat(OfOwners), text => Assert.Contains(
            ServedAddresses.List(), address => $"{address}" == text));

    private static bool MayComeIn(string who, ServedAddress address) => Open.Contains($"{address}") || who switch
    {
        "owner" => true,
        "reader" => OfReaders.Contains($"{address}") || !(address.Changes || OfOwners.Contains($"{address}")),
        _ => false,
    };

    // Refused for who asks: not for what they ask, which mostly is not there, and whose forms have no secret.
    private static bool IsLetIn(string status) => status is not ("401" or "403" or "429" or "to sign-in");

    private async Task<Dictionary<string, PageVisitor>> OpenVisitsAsync()
    {
        var wrong = Served.Visit();
        wrong.Headers["Authorization"] = "Bearer a-wrong-token-0123456789abcdef0123456789";
        var gone = await Served.SignInAsync(GuardedServer.Owner);
        var ended = gone.Copy();
        using var left = await gone.PostAsync("/sign-out", "/models");
        gone.Dispose();
        return new Dictionary<string, PageVisitor>
        {
            ["nobody"] = Served.Visit(),
            ["wrong token"] = wrong,
            ["reader"] = await Served.SignInAsync(GuardedServer.Reader),
            ["owner"] = await Served.SignInAsync(GuardedServer.Owner),
            ["ended session"] = ended,
        };
    }

    private static async Task<string> AskAsync(PageVisitor visit, ServedAddress address, bool mayComeIn)
    {
        // Their own sessions would be over, and the rest of the table empty.
        using var visitor = visit.Copy();
        var sends = address.Method is not "GET";
        if (address.IsOfHangfire && sends) await AddSecretAsync(visitor);
        using var content = sends ? new StringContent("") : null;
        if (content is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(address.Type);
        var asked = visitor.SendAsync(new HttpMethod(address.Method), address.Path, content);
        try
        {
            // A stream begins with its first event, which does not come.
            if (address.Streams && mayComeIn) await asked.WaitAsync(TimeSpan.FromSeconds(2), Token);
        }
        catch (TimeoutException)
        {
            return "streams";
        }

        using var answer = await asked;
        return answer.StatusCode == HttpStatusCode.Found
            && answer.Headers.Location!.ToString().StartsWith("/sign-in?", StringComparison.Ordinal)
                ? "to sign-in"
                : $"{(int)answer.StatusCode}";
    }

    // So that who is refused is refused for who they are, and not for a form without the secret of its page.
    private static async Task AddSecretAsync(PageVisitor visitor)
    {
        var page = await visitor.ReadAsync("/hangfire/recurring");
        if (Meta("csrf-header").Match(page) is { Success: true } header
            && Meta("csrf-token").Match(page) is { Success: true } token)
        {
            visitor.Headers[header.Groups[1].Value] = WebUtility.HtmlDecode(token.Groups[1].Value);
        }
    }

    private static Regex Meta(string name) => new($"<meta name=\"{name}\" content=\"([^\"]+)\"");
}
