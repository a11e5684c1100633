using Quartz;

namespace BulkExtractor.Quartz;

/// <summary>One run of a background job.</summary>
internal sealed class WorkRun(WorkFactory works) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = context.JobDetail.JobDataMap;
        using var running = works.Enter();
        await works.Find(data.GetString(StoredJob.Work)!)
            .RunAsync(data.GetString(StoredJob.Argument) ?? "", cancellationToken);
    }
}
