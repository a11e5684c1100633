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

    /// <param name="dialect">The profile that is served where else the pool is.</param>
    public static void Map(WebApplication application, ServedEndpoints served, string? dialect)
    {
        MapGet(application, "/ledger", _ => served.Lists.Ledger());
        MapGet(application, "/healthz", _ => new Reply(200, "{}"u8.ToArray()));
        MapGet(application, "/readyz", _ => new Reply(200, "{}"u8.ToArray()));
        if (served.Replay is { } replay)
        {
            application.Map("/{**path}", replay.AnswerAsync);
            return;
        }

        foreach (var root in Roots)
        {
            if (dialect is null) MapPool(application, root, served);
            else MapProfile(application, root, served.Profiles[dialect]);
        }

        foreach (var (name, profile) in served.Profiles) MapProfile(application, $"/{name}/v1", profile);
    }

    private static void MapPool(WebApplication application, string root, ServedEndpoints served)
    {
        MapChat(application, root, served.Chat);
        MapGet(application, $"{root}/models", served.Lists.Models);
        MapGet(application, $"{root}/key", served.Lists.Key);
        MapGet(application, $"{root}/credits", served.Lists.Credits);
    }

    private static void MapProfile(WebApplication application, string root, ProfileEndpoints profile)
    {
        MapChat(application, root, profile.Chat);
        MapGet(application, $"{root}/models", request => profile.Gate.List(BearerKey.Read(request)));
    }

    private static void MapChat(WebApplication application, string root, ChatEndpoint chat)
    {
        var stopping = application.Lifetime.ApplicationStopping;
        application.MapPost($"{root}/chat/completions", context => chat.AnswerAsync(context, stopping));
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
