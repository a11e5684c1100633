using BulkExtractor.Postgres.Embedded;

namespace BulkExtractor.IntegrationTests.Embedded;

public sealed class PostgresContainerTests
{
    [Theory]
    [InlineData(
        "Unable to find image 'postgres:17' locally\n"
        + "docker: Error response from daemon: Get \"https://example.test/v2/\": no such host.\n\n"
        + "Run 'docker run --help' for more information\n",
        "docker: Error response from daemon: Get \"https://example.test/v2/\": no such host.")]
    [InlineData("Error: No such container: bulk\n", "Error: No such container: bulk")]
    [InlineData("", "exit code 125")]
    public void A_container_that_does_not_start_is_told_with_the_engines_reason(string errors, string reason) =>
        Assert.Equal(reason, PostgresContainer.Reason(new CommandResult(125, "", errors)));
}
