using BulkExtractor.Postgres.Embedded;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>Starts and stops a server behind the back of the program.</summary>
internal static class PgCtl
{
    public static async Task RunAsync(string clusterFolder, string verb, params string[] arguments)
    {
        var folder = new ClusterFolder(clusterFolder);
        var user = await ServerUser.ChooseAsync(folder.Data, CancellationToken.None);
        string[] all = [verb, "-w", "-D", folder.Data, "-l", folder.Log, .. arguments];
        var ended = await user.RunAsync(PostgresBinaries.Find()!.PgCtl, all, CancellationToken.None);
        Assert.True(ended.Succeeded, ended.LastLine);
    }
}
