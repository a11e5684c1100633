using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Simulator;

public sealed class AdmissionTests
{
    private const string Id = "a/b:free";
    private static readonly DateTimeOffset Start = new(2026, 1, 27, 9, 0, 30, TimeSpan.Zero);

    private RequestLimit[] _accountLimits = [];
    private RequestLimit[] _modelLimits = [];
    private SimulatorOptions _options = new();
    private long _number;

    [Fact]
    public void A_proper_request_passes() => Assert.Null(Decider()(0, Request()).Refusal);

    [Fact]
    public void What_is_wrong_with_a_request_comes_before_the_accounts_limits()
    {
        _accountLimits = [new(0, TimeSpan.FromSeconds(60))];

        var verdict = Decider()(0, null);

        Assert.Equal(400, verdict.Refusal!.Status);
    }

    [Fact]
    public void The_accounts_limits_come_before_a_models_end()
    {
        _accountLimits = [new(1, TimeSpan.FromSeconds(60))];
        _options = new() { Faults = new() { Gone = [new(Id, TimeSpan.Zero)] } };
        var decide = Decider();

        Assert.Equal(404, decide(0, Request()).Refusal!.Status);
        Assert.Equal("openrouter_free_tier_per_minute", decide(1, Request()).Refusal!.LimitSource);
    }

    [Fact]
    public void The_context_comes_before_the_models_limits()
    {
        _modelLimits = [new(0, TimeSpan.FromSeconds(60))];
        var decide = Decider();

        var tooLong = decide(0, Request() with { PromptTokens = 900, MaxTokens = 101 }).Refusal!;

        Assert.Contains("maximum context length is 1000 tokens. However, you requested about 1001 tokens "
            + "(900 of text input, 101 in the output)", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal("openrouter_shared_capacity", decide(1, Request()).Refusal!.LimitSource);
    }

    [Fact]
    public void A_full_model_says_how_many_it_takes_and_when()
    {
        _modelLimits = [new(1, TimeSpan.FromSeconds(60))];
        var decide = Decider();
        decide(0, Request());

        var refusal = decide(10, Request()).Refusal!;

        Assert.Contains("limited to 1 requests per minute", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Start.AddSeconds(60), refusal.RateLimit!.ResetAt);
    }

    [Fact]
    public void A_model_is_gone_from_its_moment_on()
    {
        _options = new() { Faults = new() { Gone = [new(Id, TimeSpan.FromSeconds(5))] } };
        var decide = Decider();

        Assert.Null(decide(4.9, Request()).Refusal);
        Assert.Equal("This model is unavailable for free. The paid version is available now - "
            + "use this slug instead: a/b", decide(5, Request()).Refusal!.Message);
    }

    [Fact]
    public void A_data_policy_is_told_as_that_and_not_as_an_end()
    {
        _options = new() { Faults = new() { PolicyBlocked = [Id] } };

        var refusal = Decider()(0, Request()).Refusal!;

        Assert.StartsWith("No endpoints found matching your data policy", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.Gone);
    }

    [Fact]
    public void Pictures_and_required_parameters_need_a_model_that_takes_them()
    {
        var decide = Decider();

        Assert.Equal(404, decide(0, Request() with { Pictures = 1 }).Refusal!.Status);
        Assert.Equal(404, decide(0, Request() with { RequiredParameters = ["tools"] }).Refusal!.Status);
        Assert.Null(decide(0, Request() with { RequiredParameters = ["response_format"] }).Refusal);
    }

    [Theory]
    [InlineData(FaultKind.Upstream429, 429, "upstream_provider_shared_pool")]
    [InlineData(FaultKind.Shared429, 429, "openrouter_shared_capacity")]
    [InlineData(FaultKind.Minute429, 429, "openrouter_free_tier_per_minute")]
    [InlineData(FaultKind.Day429, 429, "openrouter_free_tier_daily")]
    [InlineData(FaultKind.Credit402, 402, "openrouter_credits")]
    [InlineData(FaultKind.Moderation403, 403, null)]
    [InlineData(FaultKind.Relayed401, 401, null)]
    [InlineData(FaultKind.Error500, 500, null)]
    [InlineData(FaultKind.Error503, 503, null)]
    public void An_injected_refusal_is_the_one_asked_for(FaultKind fault, int status, string? source)
    {
        _options = new() { Faults = new() { Rates = [new(fault, 1)] } };

        var verdict = Decider()(0, Request());

        Assert.Equal((status, source), (verdict.Refusal!.Status, verdict.Refusal.LimitSource));
        Assert.Equal(fault, verdict.Fault);
    }

    [Fact]
    public void An_injected_minute_ends_with_the_clock_minute()
    {
        _options = new() { Faults = new() { Rates = [new(FaultKind.Minute429, 1)] } };

        Assert.Equal(Start.AddSeconds(30), Decider()(0, Request()).Refusal!.RateLimit!.ResetAt);
    }

    [Fact]
    public void A_fault_that_spoils_the_answer_lets_the_request_pass()
    {
        _options = new() { Faults = new() { Rates = [new(FaultKind.Prose, 1)] } };

        var verdict = Decider()(0, Request());

        Assert.Equal((null, FaultKind.Prose), (verdict.Refusal, verdict.Fault));
    }

    [Theory]
    [InlineData("a harmless note", null)]
    [InlineData("a note with a forbidden word", 403)]
    public void A_request_is_refused_for_the_one_document_that_holds_the_flagged_text(string text, int? status)
    {
        _options = new() { Faults = new() { Flagged = "forbidden" } };
        var request = Request() with { Documents = [new("a", "harmless too"), new("b", text)] };

        Assert.Equal(status, Decider()(0, request).Refusal?.Status);
    }

    private Func<double, ChatRequest?, AdmissionDecision> Decider()
    {
        var account = new SimulatedAccount("one")
        {
            Limits = new Dictionary<string, IReadOnlyList<RequestLimit>> { ["free"] = _accountLimits },
        };
        var model = new SimulatedModel(Id, account) { Context = 1_000, Limits = _modelLimits };
        var scopes = new ScopeBook(new SimulatedPool([account], [model]), TimeSpan.FromDays(1));
        var plan = new FaultPlan(_options.Faults, _options.Seed);
        var admission = new Admission(
            scopes,
            new BulkExtractor.Simulator.Admissions.Routing(_options.Faults),
            new InjectedRefusals(_options),
            plan);
        return (seconds, request) => admission.Decide(
            new IncomingRequest
            {
                Account = account,
                Model = model,
                Request = request,
                Invalid = request is null ? ErrorReplies.UnknownModel("x") : null,
            },
            new Arrival(++_number, TimeSpan.FromSeconds(seconds), Start.AddSeconds(seconds), "one", Id));
    }

    private static ChatRequest Request() => new() { Model = Id, PromptTokens = 100, MaxTokens = 100, Schema = [] };
}
