using System.Text;
using BulkExtractor.Simulator.Ledger;

namespace BulkExtractor.Tests.Simulator;

public sealed class ArrivalLedgerTests
{
    private readonly ArrivalLedger _ledger = new();

    [Fact]
    public void Arrivals_are_counted_by_account_model_and_status()
    {
        Arrive(1, "m");
        Arrive(2, null);
        _ledger.Answer(Entry(200, fault: null));

        var summary = _ledger.Summarise([]);

        Assert.Equal((2, 1), (summary.Arrivals, summary.InFlight));
        Assert.Equal(1, summary.ByModel["m"]);
        Assert.Equal(1, summary.ByModel["unknown"]);
        Assert.Equal(2, summary.ByAccount["a"]);
        Assert.Equal(1, summary.ByStatus["200"]);
    }

    [Fact]
    public void What_an_account_is_charged_is_summed_also_where_no_answer_arrived()
    {
        _ledger.Answer(Entry(200, fault: null) with { Cost = 0.25m });
        _ledger.Answer(Entry(null, "reset") with { Cost = 0.5m });
        _ledger.Answer(Entry(200, fault: null) with { Account = "free" });

        Assert.Equal([new("a", 0.75m)], _ledger.Summarise([]).Charged);
    }

    [Fact]
    public void A_connection_closed_without_a_status_is_counted_as_none_with_its_fault()
    {
        _ledger.Answer(Entry(null, "reset"));

        var summary = _ledger.Summarise([]);

        Assert.Equal((1, 1), (summary.ByStatus["none"], summary.ByFault["reset"]));
    }

    [Fact]
    public void Only_arrivals_later_than_a_models_first_404_count_as_after_it()
    {
        Arrive(1, "m");
        _ledger.Gone("a", "m", TimeSpan.FromSeconds(2));
        Arrive(2, "m");
        Arrive(3, "m");
        Arrive(3, "other");
        _ledger.Gone("a", "m", TimeSpan.FromSeconds(5));
        Arrive(4, "m");

        Assert.Equal([new("m", 2)], _ledger.Summarise([]).AfterGone);
    }

    [Fact]
    public void A_model_that_is_left_alone_after_its_404_stands_with_zero()
    {
        _ledger.Gone("a", "m", TimeSpan.FromSeconds(2));

        Assert.Equal([new("m", 0)], _ledger.Summarise([]).AfterGone);
    }

    [Fact]
    public async Task The_file_holds_a_line_for_each_entry()
    {
        var stream = new MemoryStream();
        await using (var file = LedgerFile.Start(stream))
        {
            for (var i = 0; i < 10_000; i++) await file.AddAsync(Entry(200, "prose"));
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(10_000, lines.Length);
        Assert.Equal("""
            {"number":1,"at":1.5,"utc":"1970-01-01T00:00:00+00:00","account":"a","model":"m","status":200,
            "fault":"prose","documents":10,"pictures":0,"prompt_tokens":100,
            "completion_tokens":20,"cost":0,"answered":2.5}
            """.ReplaceLineEndings(""), lines[^1]);
    }

    [Fact]
    public async Task Closing_the_file_waits_for_what_is_still_to_be_written()
    {
        var stream = new GatedStream();
        var file = LedgerFile.Start(stream);
        for (var i = 0; i < 3; i++) await file.AddAsync(Entry(200, fault: null));

        var closing = file.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        stream.Gate.SetResult();
        await closing;

        Assert.Equal(3, stream.ToArray().Count(letter => letter == '\n'));
    }

    private void Arrive(int seconds, string? model) =>
        _ledger.Arrive(new Arrival(seconds, TimeSpan.FromSeconds(seconds), DateTimeOffset.UnixEpoch, "a", model));

    private static LedgerEntry Entry(int? status, string? fault) => new()
    {
        Number = 1,
        At = 1.5,
        Utc = DateTimeOffset.UnixEpoch,
        Account = "a",
        Model = "m",
        Status = status,
        Fault = fault,
        Documents = 10,
        PromptTokens = 100,
        CompletionTokens = 20,
        Answered = 2.5,
    };

    private sealed class GatedStream : MemoryStream
    {
        public TaskCompletionSource Gate { get; } = new();

        public override Task FlushAsync(CancellationToken cancellationToken) => Gate.Task;
    }
}
