using System.Net;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class SessionTests(GuardedServer guarded) : IClassFixture<GuardedServer>
{
    private static readonly string Owner = GuardedServer.Owner;
    private static readonly string Reader = GuardedServer.Reader;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => guarded.Served;

    [Fact]
    public async Task Signing_out_ends_the_session_also_for_who_has_a_copy_of_its_cookie()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var thief = owner.Copy();
        Assert.True(await thief.IsLetInAsync());

        using var answer = await owner.PostAsync("/sign-out", "/models");

        Assert.Equal("/sign-in", answer.Headers.Location!.ToString());
        Assert.False(await thief.IsLetInAsync());
        Assert.False(await thief.IsLetInAsync("/hangfire"));
        Assert.False(await thief.IsLetInAsync("/api/batches"));
    }

    [Fact]
    public async Task Signing_in_gives_an_id_that_nobody_had_before_and_ends_the_old_one()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var before = owner.Copy();

        using var answer = await owner.SignInAsync(Owner);

        Assert.True(await owner.IsLetInAsync());
        Assert.False(await before.IsLetInAsync());
    }

    [Fact]
    public async Task An_id_that_was_made_up_opens_nothing()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var inventor = owner.Copy();
        var name = owner.Cookies.Keys.Single(key => !key.Contains("form", StringComparison.Ordinal));
        Assert.InRange(owner.Cookies[name].Length, 43, 43); // 256 bits

        inventor.Cookies[name] = new string('A', 43);

        Assert.False(await inventor.IsLetInAsync());
        await owner.PostAsync("/sign-in", "/sign-in", ("token", "wrong"));
        Assert.True(await owner.IsLetInAsync());
    }

    [Fact]
    public async Task The_owner_sees_all_sessions_and_ends_one_of_them()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var reader = await Served.SignInAsync(Reader);
        var number = await NumberOfNewestAsync("reader");

        Assert.Contains($"{number}, reader", await owner.ReadAsync("/sessions"), StringComparison.Ordinal);
        using var answer = await owner.PostAsync($"/sessions/{number}/end", "/sessions");

        Assert.False(await reader.IsLetInAsync());
        Assert.True(await owner.IsLetInAsync());
    }

    [Fact]
    public async Task A_reader_sees_and_ends_the_sessions_of_readers_only()
    {
        using var owner = await Served.SignInAsync(Owner);
        var number = await NumberOfNewestAsync("owner");
        using var reader = await Served.SignInAsync(Reader);

        Assert.DoesNotContain(", owner", await reader.ReadAsync("/sessions"), StringComparison.Ordinal);
        using var one = await reader.PostAsync($"/sessions/{number}/end", "/sessions");
        Assert.True(await owner.IsLetInAsync());
        using var all = await reader.PostAsync("/sessions/end", "/sessions");

        Assert.True(await owner.IsLetInAsync());
        Assert.False(await reader.IsLetInAsync());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_once()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var elsewhere = await Served.SignInAsync(Owner);
        using var reader = await Served.SignInAsync(Reader);

        using var answer = await owner.PostAsync("/sessions/end", "/sessions");

        Assert.False(await owner.IsLetInAsync());
        Assert.False(await elsewhere.IsLetInAsync());
        Assert.False(await reader.IsLetInAsync());
    }

    [Fact]
    public async Task A_stream_of_events_tells_nothing_more_once_its_session_ended()
    {
        using var owner = await Served.SignInAsync(Owner);
        var batch = await Served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5);
        await Served.FinishAsync(batch);
        await Served.Database.ExecuteAsync($"update bulk.batches set state = 'paused' where batch_id = {batch}");
        using var answer = await owner.GetAsync($"/api/batches/{batch}/events");
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        Assert.Equal("event: progress", await events.ReadLineAsync(Token));

        using var everywhere = await owner.PostAsync("/sessions/end", "/sessions");
        await Served.Database.ExecuteAsync($"update bulk.batches set state = 'finished' where batch_id = {batch}");

        Assert.DoesNotContain("event:", await events.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_goes_on_at_another_server_of_the_database_and_ends_at_both()
    {
        await using var second = await Served.StartAnotherAsync();
        using var here = await Served.SignInAsync(Owner);
        using var there = here.At(second.Address);
        Assert.True(await there.IsLetInAsync());

        using var answer = await there.PostAsync("/sign-out", "/models");

        Assert.False(await here.IsLetInAsync());
    }

    [Fact]
    public async Task Another_token_ends_the_sessions_of_the_one_before()
    {
        using var owner = await Served.SignInAsync(Owner);
        using var reader = await Served.SignInAsync(Reader);

        await using var renewed = await Served.StartAnotherAsync(GuardedServer.Renewed);

        using var ownerThere = owner.At(renewed.Address);
        using var readerThere = reader.At(renewed.Address);
        Assert.False(await ownerThere.IsLetInAsync());
        Assert.True(await readerThere.IsLetInAsync()); // theirs is still the same
        Assert.DoesNotContain(", owner", await readerThere.ReadAsync("/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_API_answers_is_a_file_with_a_name_of_ours()
    {
        using var owner = await Served.SignInAsync(Owner);

        using var list = await owner.GetAsync("/api/batches;/evil.bat?x=a.bat");
        using var batches = await owner.GetAsync("/api/batches");

        Assert.All([list, batches], answer => Assert.Equal(
            ("attachment", "api.json"),
            (answer.Content.Headers.ContentDisposition?.DispositionType,
                answer.Content.Headers.ContentDisposition?.FileName)));
    }

    [Fact]
    public async Task Answers_to_who_is_signed_in_are_kept_by_no_browser_or_proxy()
    {
        using var owner = await Served.SignInAsync(Owner);
        string[] paths = ["/", "/models", "/sessions", "/api/batches", "/openapi/v1.json", "/hangfire", "/help/job"];

        foreach (var path in paths)
        {
            using var answer = await owner.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "frame-ancestors 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal);
            Assert.NotNull(answer.Content.Headers.ContentType?.CharSet);
        }
    }

    private Task<long> NumberOfNewestAsync(string role) => Served.Database.ReadAsync<long>(
        $"select max(session_id) from bulk.living_sessions where role = '{role}'");
}
