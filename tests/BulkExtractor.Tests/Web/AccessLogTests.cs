using System.Net;
using BulkExtractor.Web.Access;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Tests.Web;

public sealed class AccessLogTests
{
    private readonly ManualClock _clock = new();
    private readonly RecordingLogger<AccessLog> _written = new();
    private readonly AccessLog _log;

    public AccessLogTests() => _log = new AccessLog(_written, _clock);

    [Fact]
    public void Wrong_tokens_are_one_line_an_address_and_minute_which_counts_the_others()
    {
        for (var guess = 0; guess < 500; guess++) _log.WrongToken(From("192.0.2.1"), "the API", TimeSpan.Zero);
        _log.WrongToken(From("192.0.2.2"), "the API", TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _log.WrongToken(From("192.0.2.1"), "the API", TimeSpan.FromSeconds(8));

        Assert.Equal(
            [
                "2026-01-27T09:00:00Z wrong token at the API from 192.0.2.1; not looked at for 0 s",
                "2026-01-27T09:00:00Z wrong token at the API from 192.0.2.2; not looked at for 0 s",
                "2026-01-27T09:01:00Z wrong token at the API from 192.0.2.1; not looked at for 8 s; "
                + "499 more since the last such line",
            ],
            _written.Lines);
    }

    [Fact]
    public async Task What_was_refused_is_told_by_time_address_role_and_path_without_what_stands_behind_it()
    {
        var context = From("192.0.2.1");
        (context.Request.Method, context.Request.Path) = ("DELETE", "/api/batches/1\n2026 sign-in as owner");
        context.Request.QueryString = new QueryString("?search=private");

        await _log.WatchAsync(context, answered =>
        {
            answered.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });

        Assert.Equal(
            "2026-01-27T09:00:00Z refused 403: DELETE /api/batches/1%0A2026%20sign-in%20as%20owner from 192.0.2.1 "
            + "as nobody",
            Assert.Single(_written.Lines));
    }

    [Fact]
    public async Task What_was_answered_is_not()
    {
        await _log.WatchAsync(From("192.0.2.1"), _ => Task.CompletedTask);

        Assert.Empty(_written.Lines);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64")]
    [InlineData("::1", "::1")]
    public void A_visitor_is_known_by_what_a_guesser_cannot_change_at_will(string address, string known) =>
        Assert.Equal(known, Visitor.Find(From(address)));

    private static DefaultHttpContext From(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
