using BulkExtractor.BackgroundJobs;
using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using BulkExtractor.Notices;
using BulkExtractor.Pipeline;
using BulkExtractor.Review;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web;

/// <summary>What pages and API stand on.</summary>
internal sealed record DashboardServices(
    IBatchStore Batches,
    IResultStore Results,
    IAttemptHistory History,
    IBackgroundJobs Jobs,
    Retry Retry,
    IWorkerRegistry Workers,
    ScheduleService Schedules,
    INoticeStore Notices,
    ForecastService Forecasts,
    BatchOverviews Overviews,
    ModelStates Models,
    LivePool Pool,
    TimeProvider Clock,
    DashboardOptions Options);
