using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.Schedules;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Hangfire;

/// <summary>Hangfire's own dashboard, in which jobs name their batch and say how far it is.</summary>
public sealed class HangfirePages(HangfireEngine engine, IJobDatabase database, JobSubjects subjects)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/hangfire";

    private const string OpenBatches = "bulk:open-batches";
    private const string OpenChunks = "bulk:open-chunks";

    // What a job is about never changes, and a page names twenty of them.
    private readonly ConcurrentDictionary<string, string> _names = new();

    /// <summary>Adds the services that it needs.</summary>
    public void Add(IServiceCollection services)
    {
        // Its pages speak the language of the machine otherwise, between English names.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en");
        services.AddHangfire(configuration => HangfireServices.Configure(configuration, engine.Logs)
            .UseJobDetailsRenderer(0, Describe)
            .UseDashboardMetrics(
                Figure(OpenBatches, "Open batches", open => open.Batches),
                Figure(OpenChunks, "Open chunks", open => open.Chunks)));
    }

    /// <summary>
    /// Maps it behind a policy of the server's own sign-in; its forms carry the server's antiforgery tokens.
    /// </summary>
    /// <param name="mayChange">Whether who asks may do more than look.</param>
    public void Map(IEndpointRouteBuilder routes, string policy, Func<HttpContext, bool> mayChange) =>
        routes.MapHangfireDashboardWithAuthorizationPolicy(
            policy,
            Path,
            new DashboardOptions
            {
                // Its own rule would take everybody behind a local proxy for local.
                Authorization = [],
                IsReadOnlyFunc = context => !mayChange(context.GetHttpContext()),
                DisplayStorageConnectionString = false,
                DisplayNameFunc = (_, job) => NameOf(job),
                DashboardTitle = "Background jobs",
                AppPath = "/jobs",
            },
            engine.Store);

    private string NameOf(Job job)
    {
        var kind = JobKind.Find(job);
        if (_names.TryGetValue(kind.Id, out var known)) return known;
        return Find(job) is { } subject ? _names[kind.Id] = $"{kind.Name} ({subject.Name})" : kind.Name;
    }

    private NonEscapedString Describe(JobDetailsRendererDto details)
    {
        if (Find(details.JobDetails.Job) is not { } subject) return new NonEscapedString("");
        return new NonEscapedString(
            $"""<p class="lead"><a href="{WebUtility.HtmlEncode(subject.Link)}">"""
            + $"{WebUtility.HtmlEncode(subject.Text)}</a></p>");
    }

    // Hangfire draws its pages without waiting for anything; there is no context to block here.
    private JobSubject? Find(Job? job) => FindAsync(job)?.GetAwaiter().GetResult();

    private Task<JobSubject?>? FindAsync(Job? job) => job is not { Args: [long number, ..] } ? null
        : job.Type == typeof(SplitJob) ? subjects.OfBatchAsync(number, CancellationToken.None)
        : job.Type == typeof(InboxJob) ? subjects.OfRunAsync(number, CancellationToken.None)
        : job.Type == typeof(ExportJob) ? subjects.OfFileAsync(number, CancellationToken.None)
        : null;

    private DashboardMetric Figure(string name, string title, Func<OpenWork, long> read) =>
        new(name, title, _ => new Metric(read(database.CountOpen())));
}
