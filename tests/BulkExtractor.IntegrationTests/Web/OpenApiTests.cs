using System.Text.Json.Nodes;
using BulkExtractor.Web;
using Microsoft.AspNetCore.Builder;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class OpenApiTests
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_describes_every_address_of_the_API()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();

        var document = JsonNode.Parse(await http.GetStringAsync($"{server.Urls.Single()}/openapi/v1.json", Token))!;

        var described = Operations(document).Select(operation => $"{operation.Method} {operation.Path}").Order();
        Assert.Equal(DashboardServer.ListAddresses(server).Order(), described);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_a_good_answer()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();

        var document = JsonNode.Parse(await http.GetStringAsync($"{server.Urls.Single()}/openapi/v1.json", Token))!;

        var operations = Operations(document).ToList();
        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal(operations.Count, operations.Select(o => (string)o.Operation["operationId"]!).Distinct().Count());
        Assert.All(operations, o => Assert.NotEmpty((string)o.Operation["summary"]!));
        Assert.All(operations, o => Assert.Contains(
            o.Operation["responses"]!.AsObject(), answer => answer.Key.StartsWith('2')));
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!);

    // What the pages and the API stand on is not there: the document follows from the addresses alone.
    private static async Task<WebApplication> StartAsync()
    {
        var server = DashboardServer.CreateBuilder(new DashboardOptions("http://127.0.0.1:0")).Build().UseDashboard();
        await server.ListenAsync(Token);
        return server;
    }
}
