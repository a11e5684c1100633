using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace BulkExtractor.Web.Pages;

/// <summary>Style sheet, script and icon: parts of this program, so that nothing is fetched from elsewhere.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["site.css"] = "text/css; charset=utf-8",
        ["content.css"] = "text/css; charset=utf-8",
        ["site.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml; charset=utf-8",
    };

    private static readonly Dictionary<string, Asset> All =
        Types.ToDictionary(type => type.Key, type => Read(type.Key, type.Value));

    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/assets/{name}", Serve).AllowAnonymous();

    private static IResult Serve(string name, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset)) return Results.NotFound();
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(asset.Content, asset.Type, entityTag: asset.Tag);
    }

    private static Asset Read(string name, string type)
    {
        using var resource = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
        return new Asset(content.ToArray(), type, new EntityTagHeaderValue($"\"{hash[..16]}\""));
    }

    private sealed record Asset(byte[] Content, string Type, EntityTagHeaderValue Tag);
}
