using BulkExtractor.BackgroundJobs;
using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Review;
using BulkExtractor.Schedules;

namespace BulkExtractor.Web;

/// <summary>What pages and API stand on.</summary>
internal sealed record DashboardServices(
    IBatchStore Batches,
    IResultStore Results,
    IAttemptHistory History,
    IBackgroundJobs Jobs,
    IWorkerRegistry Workers,
    ScheduleService Schedules,
    ForecastService Forecasts,
    ModelStates Models,
    LivePool Pool,
    TimeProvider Clock,
    DashboardOptions Options);
