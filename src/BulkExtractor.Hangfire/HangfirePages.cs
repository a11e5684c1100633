using System.Net;
using BulkExtractor.BackgroundJobs;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;
using Job = Hangfire.Common.Job;

namespace BulkExtractor.Hangfire;

/// <summary>Hangfire's own dashboard, in which jobs name their batch and say how far it is.</summary>
public sealed class HangfirePages(
    HangfireBackgroundJobs jobs,
    Func<BackgroundJob, string> nameOf,
    Func<BackgroundJob, CancellationToken, Task<JobSubject?>> findSubject)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/hangfire";

    /// <summary>Adds the services that it needs.</summary>
    public void Add(IServiceCollection services) => services.AddHangfire(configuration =>
        HangfireSetup.Configure(configuration, jobs.Logs).UseJobDetailsRenderer(0, Describe));

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
            jobs.Storage);

    private string NameOf(Job job) => IsOurs(job) ? nameOf(WorkRun.Read(job)) : job.ToString();

    // Hangfire draws its pages without waiting for anything; there is no context to block here.
    private NonEscapedString Describe(JobDetailsRendererDto details)
    {
        if (!IsOurs(details.JobDetails.Job)) return new NonEscapedString("");
        var subject = findSubject(WorkRun.Read(details.JobDetails.Job), CancellationToken.None)
            .GetAwaiter().GetResult();
        if (subject is null) return new NonEscapedString("");
        return new NonEscapedString(
            $"""<p class="lead"><a href="{WebUtility.HtmlEncode(subject.Link)}">"""
            + $"{WebUtility.HtmlEncode(subject.Text)}</a></p>");
    }

    private static bool IsOurs(Job? job) => job?.Type == typeof(WorkRun);
}
