using System.Net.Sockets;
using BulkExtractor.Postgres;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class DatabaseErrorsTests
{
    [Theory]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("57P05")]
    [InlineData("53100")]
    [InlineData("53300")]
    [InlineData("57014")]
    [InlineData("58030")]
    [InlineData("08006")]
    [InlineData("40P01")]
    public void What_a_server_says_of_restarts_and_lack_of_room_passes(string code) =>
        Assert.True(DatabaseErrors.Passes(Told(code)));

    [Theory]
    [InlineData("28P01")]
    [InlineData("28000")]
    [InlineData("3D000")]
    [InlineData("42501")]
    public void A_mistake_of_set_up_does_not_pass(string code)
    {
        Assert.False(DatabaseErrors.PassesAtOpening(Told(code)));
        Assert.Equal(code, DatabaseErrors.FindSetUp(new InvalidOperationException("wrapped", Told(code)))?.SqlState);
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("42P01")]
    [InlineData("XX000")]
    public void What_a_statement_does_wrong_does_not_pass(string code) =>
        Assert.False(DatabaseErrors.Passes(Told(code)));

    [Fact]
    public void A_server_that_cannot_write_its_own_files_may_let_in_later() =>
        Assert.True(DatabaseErrors.PassesAtOpening(Told("XX000")));

    [Fact]
    public void A_name_that_does_not_resolve_may_do_so_later()
    {
        Assert.True(DatabaseErrors.Passes(new TimeoutException()));
        Assert.True(DatabaseErrors.Passes(new SocketException((int)SocketError.HostNotFound)));
    }

    [Fact]
    public void What_others_wrapped_passes_as_well() =>
        Assert.True(DatabaseErrors.Passes(new InvalidOperationException("in a job", Told("57P01"))));

    [Fact]
    public void Whoever_cancelled_does_not_want_it_again() =>
        Assert.False(DatabaseErrors.Passes(new OperationCanceledException("stop", new TimeoutException())));

    private static PostgresException Told(string code) => new("says so", "ERROR", "ERROR", code);
}
