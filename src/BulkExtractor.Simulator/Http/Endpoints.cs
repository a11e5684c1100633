using BulkExtractor.Simulator.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BulkExtractor.Simulator.Http;

/// <summary>Which path leads where.</summary>
internal static class Endpoints
{
    // OpenRouter's paths and LocalAI's.
    private static readonly string[] Roots = ["/api/v1", "/v1"];

    public static void Map(WebApplication application, (ChatEndpoint Chat, ListEndpoints Lists) endpoints)
    {
        var (chat, lists) = endpoints;
        var stopping = application.Lifetime.ApplicationStopping;
        foreach (var root in Roots)
        {
            application.MapPost($"{root}/chat/completions", context => chat.AnswerAsync(context, stopping));
            MapGet(application, $"{root}/models", lists.Models);
            MapGet(application, $"{root}/key", lists.Key);
            MapGet(application, $"{root}/credits", lists.Credits);
        }

        MapGet(application, "/ledger", _ => lists.Ledger());
        MapGet(application, "/healthz", _ => new Reply(200, "{}"u8.ToArray()));
        MapGet(application, "/readyz", _ => new Reply(200, "{}"u8.ToArray()));
    }

    private static void MapGet(IEndpointRouteBuilder routes, string path, Func<HttpRequest, Reply> reply) =>
        routes.MapGet(path, async context =>
        {
            var answer = reply(context.Request);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.ContentType;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        });
}
