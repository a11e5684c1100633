using System.Collections.Concurrent;
using System.Net;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using BulkExtractor.Schedules;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;

namespace BulkExtractor.Hangfire;

/// <summary>Hangfire's own dashboard, in which jobs name their batch and say how far it is.</summary>
internal sealed class HangfirePages(IJobDatabase database, JobSubjects subjects)
{
    private const string OpenBatches = "bulk:open-batches";
    private const string OpenChunks = "bulk:open-chunks";

    // What a job is about never changes, and a page names twenty of them.
    private readonly ConcurrentDictionary<string, string> _names = new();

    public void Configure(IGlobalConfiguration configuration) => configuration
        .UseJobDetailsRenderer(0, Describe)
        .UseDashboardMetrics(
            Figure(OpenBatches, "Open batches", open => open.Batches),
            Figure(OpenChunks, "Open chunks", open => open.Chunks));

    public string NameOf(Job job)
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
        : job.Type == typeof(NotifyJob) ? subjects.OfNoticeAsync(number, CancellationToken.None)
        : null;

    private DashboardMetric Figure(string name, string title, Func<OpenWork, long> read) =>
        new(name, title, _ => new Metric(read(database.CountOpen())));
}
