using System.Buffers;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Plays one provider by its profile: its limits, its errors, its answers.</summary>
internal sealed class ProfileGate(
    Profile profile, SimulatorOptions options, FaultPlan plan, ArrivalOrder order, DateTimeOffset startedAt)
    : IPlayedProvider
{
    private readonly SimulatedAccount _account = new(profile.Name);
    private readonly ProfileLimits _limits = new(profile, options.Limits);
    private readonly ProfileRequestReader _reader = new(profile);

    public AdmissionDecision Receive(string? key, ReadOnlySequence<byte> body, TimeSpan at, DateTimeOffset utc)
    {
        var read = _reader.Read(key, body);
        return order.Next(at, utc, profile.Name, read.Model?.Id, arrival => Decide(read, arrival));
    }

    public Reply Answer(AdmissionDecision decision, Completion completion)
    {
        var (read, model) = (((ProfileDecision)decision).Read, ((ProfileDecision)decision).Read.Model!);
        if (profile.ChecksJson && read.WantsJson && !JsonCheck.IsJson(completion.Content))
        {
            return profile.Dialect.Refuse(
                new(RefusalKind.InvalidJson) { Model = model.Id, Subject = completion.Content });
        }

        if (decision.Fault == FaultKind.ErrorIn200)
            return profile.Dialect.Refuse(new(RefusalKind.Busy) { Model = model.Id }) with { Status = 200 };
        var body = ProfileAnswer.Write(completion, model, profile.Shape, decision.Fault);
        var headers = order.Between(() => Headers(read, decision.Arrival));
        return new Reply(200, body) { Headers = headers, CompletionTokens = completion.CompletionTokens };
    }

    public void Leave(AdmissionDecision decision, Completion? completion)
    {
        if (decision is not ProfileDecision { Refusal: null, Read: { Model: { } model } read } admitted) return;
        RequestWeight? truth = completion is null ? null : read.Weight with { Output = completion.CompletionTokens };
        order.Between(() =>
        {
            _limits.Leave(model, admitted.Uses, truth);
            return 0;
        });
    }

    /// <summary>The models, as the provider lists them.</summary>
    public Reply List(string? key) => profile.Dialect.ListsOpenly
        || PlayedKeys.Find(key, profile.WantsKey) is not { } kind
            ? profile.Dialect.List([.. profile.Models.Where(model => !IsGone(model, TimeSpan.MaxValue))])
            : profile.Dialect.Refuse(new(kind));

    public IReadOnlyList<ScopeSummary> SummariseScopes() =>
        order.Between(() => (IReadOnlyList<ScopeSummary>)[.. _limits.Summaries]);

    private ProfileDecision Decide(ProfileRequest read, Arrival arrival)
    {
        var dice = plan.DiceOf(arrival.Number);
        var visit = new IncomingRequest
        {
            Account = _account,
            Model = read.Model?.Played(_account),
            Request = read.Chat,
        };
        var decision = new ProfileDecision(visit, arrival, dice, read)
        {
            Uses = read.Model is { } model
                ? _limits.Arrive(model, read.Weight, InItsTime(arrival))
                : [],
            ThoughtTokens = read.ThoughtTokens,
            Fault = read is { Model: { } asked, Refusal: null } ? plan.Draw(asked.Id, dice) : null,
        };
        return FindRefusal(decision) is { } refusal
            ? decision with { Refusal = Told(refusal, decision) }
            : Admitted(decision);
    }

    private ProfileRefusal? FindRefusal(ProfileDecision decision)
    {
        var (read, arrival) = (decision.Read, decision.Arrival);
        if (read.Refusal is { Model: "" } || read.Model is not { } model) return read.Refusal;
        if (IsGone(model, arrival.At)) return new(RefusalKind.GoneModel) { Model = model.Id };
        return read.Refusal
            ?? _limits.FindRefusal(model, decision.Uses, read.Weight, InItsTime(arrival))
            ?? ProfileFaults.Find(decision.Fault, read.Chat!, model, options.Faults);
    }

    private ProfileDecision Admitted(ProfileDecision decision)
    {
        _limits.Admit(decision.Read.Model!, decision.Uses, InItsTime(decision.Arrival));
        return decision;
    }

    private ErrorReply Told(ProfileRefusal refusal, ProfileDecision decision)
    {
        var reply = profile.Dialect.Refuse(refusal with
        {
            Scale = options.Limits.Scale,
            Now = decision.Arrival.Utc,
            Readings = Readings(decision.Read, decision.Arrival),
        });
        return new ErrorReply(reply.Status, $"{refusal.Kind}")
        {
            Told = reply,
            Gone = refusal.Kind == RefusalKind.GoneModel,
        };
    }

    private IReadOnlyList<KeyValuePair<string, string>> Headers(ProfileRequest read, Arrival arrival) =>
        [.. profile.Dialect.Headers(Readings(read, arrival), options.Limits.Scale)];

    private IReadOnlyList<LimitReading> Readings(ProfileRequest read, Arrival arrival) => read.Model is { } model
        ? [.. _limits.For(model).Select(counter => counter.Read(read.Weight, InItsTime(arrival)))]
        : [];

    private bool IsGone(ProfileModel model, TimeSpan at) =>
        options.Faults.Gone.Any(gone => gone.Model == model.Id && at >= gone.After);

    // Its windows are those of the calendar; a scale lets its time go faster.
    private DateTimeOffset InItsTime(Arrival arrival) => startedAt + (arrival.At * options.Limits.Scale);
}
