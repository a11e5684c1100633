namespace BulkExtractor.Web.Api;

/// <summary>Whether the process lives, and whether it can work.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(WebApplication application)
    {
        application.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        application.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    // The database retries until it answers, so the question ends after a while.
    private static async Task<IResult> ReadyAsync(DashboardServices services, CancellationToken cancellationToken)
    {
        if (services.Options.DatabaseIsAway()) return Away();
        using var patience = new CancellationTokenSource(Patience, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await services.Batches.ListAsync(1, either.Token);
            return Results.Text("ready");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Away();
        }
    }

    private static IResult Away() =>
        Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
}
