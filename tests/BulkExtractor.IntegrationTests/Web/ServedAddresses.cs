using System.Reflection;
using System.Text.RegularExpressions;
using BulkExtractor.Web;
using global::Hangfire.Dashboard;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>The addresses of the program, from its routes and those of Hangfire's pages.</summary>
internal static partial class ServedAddresses
{
    // What stands in the place of a parameter: nothing that is there, so that asking changes nothing.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["batch"] = "9999",
        ["row"] = "1",
        ["field"] = "city",
        ["job"] = "nothing",
        ["name"] = "site.css",
        ["id"] = "0123456789abcdef0123456789abcdef",
        ["topic"] = "job",
        ["documentName"] = "v1",
        ["session"] = "9999",
    };

    public static IReadOnlyList<ServedAddress> List() =>
        [.. OfProgram().Concat(OfHangfire()).DistinctBy(address => $"{address}")];

    private static IEnumerable<ServedAddress> OfProgram()
    {
        IEndpointRouteBuilder server = DashboardServer
            .CreateBuilder(new DashboardOptions("http://127.0.0.1:0")).Build().UseDashboard();
        var endpoints = server.DataSources.SelectMany(source => source.Endpoints);
        return
        [
            .. from endpoint in endpoints.OfType<RouteEndpoint>()
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
               let path = Parameter().Replace(endpoint.RoutePattern.RawText!, match => ValueOf(match.Groups[1].Value))
               let types = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
                   .SelectMany(type => type.ContentTypes)
               select new ServedAddress(method, $"/{path.Trim('/')}", method is not ("GET" or "HEAD"))
               {
                   Type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0]
                       ?? "application/x-www-form-urlencoded",
                   Streams = types.Contains("text/event-stream"),
               },
        ];
    }

    // Commands are those that Hangfire itself takes for such; the figures that its pages ask for change nothing.
    private static IEnumerable<ServedAddress> OfHangfire()
    {
        var routes = DashboardRoutes.Routes;
        var all = (IEnumerable<Tuple<string, IDashboardDispatcher>>)routes.GetType()
            .GetField("_dispatchers", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(routes)!;
        return from route in all
               let path = Group().Replace(route.Item1.Replace("\\", "", StringComparison.Ordinal), "1")
               let kind = route.Item2.GetType().Name
               let command = kind.Contains("Command", StringComparison.Ordinal)
               select new ServedAddress(command || kind == "JsonStats" ? "POST" : "GET", $"/hangfire{path}", command)
               {
                   IsOfHangfire = true,
               };
    }

    private static string ValueOf(string parameter) => Values.TryGetValue(parameter, out var value)
        ? value
        : throw new InvalidOperationException($"Say in Values what stands for the new parameter {parameter}.");

    [GeneratedRegex(@"\{\*{0,2}(\w+)(?:[:?=][^}]*)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\(\?<\w+>[^)]*\)|\[0-9\]\+")]
    private static partial Regex Group();
}

/// <param name="Changes">Whether it does more than show something.</param>
internal sealed record ServedAddress(string Method, string Path, bool Changes)
{
    /// <summary>The type of what it takes.</summary>
    public string Type { get; init; } = "application/x-www-form-urlencoded";

    public bool Streams { get; init; }

    public bool IsOfHangfire { get; init; }

    public override string ToString() => $"{Method} {Path}";
}
