using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Wire;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Simulator.Http;

/// <summary><c>POST chat/completions</c>: receive, think, send, note.</summary>
internal sealed class ChatEndpoint(
    IPlayedProvider provider, Author author, Latency latency, LedgerPen pen, ServerClock clock)
{
    private readonly Delivery _delivery = new(clock.Time);

    public async Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        var (at, utc) = (clock.SinceStart, clock.Utc);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var body = await RequestBody.ReadAsync(context.Request.BodyReader, stop.Token);
        var verdict = provider.Receive(BearerKey.Read(context.Request), body, at, utc);
        context.Request.BodyReader.AdvanceTo(body.End);

        // Once a model has begun, its answer is charged for, whether or not it arrives.
        var completion = verdict.Refusal is null ? author.Write(verdict) : null;
        int? status = null;
        Reply? reply = null;
        try
        {
            reply = await ThinkAsync(verdict, completion, stop.Token);
            status = await _delivery.SendAsync(context.Response, reply, DeliveryFault(verdict), stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, or the simulator stops; what was sent until then is noted below.
            status = context.Response.HasStarted ? context.Response.StatusCode : null;
            context.Abort();
        }
        finally
        {
            provider.Leave(verdict, completion);
        }

        await pen.NoteAsync(
            verdict, status, reply?.CompletionTokens ?? 0, completion?.Cost ?? 0, clock.SinceStart);
    }

    // A refusal comes at once; only an answer takes time.
    private async Task<Reply> ThinkAsync(
        AdmissionDecision verdict, Completion? completion, CancellationToken cancellationToken)
    {
        if (completion is null) return ErrorWriter.Write(verdict.Refusal!);
        var duration = latency.Hang(verdict.Arrival.Account, verdict.Arrival.At) + latency.Sample(verdict.Dice);
        if (duration > TimeSpan.Zero) await Task.Delay(duration, clock.Time, cancellationToken);
        return provider.Answer(verdict, completion);
    }

    private static FaultKind? DeliveryFault(AdmissionDecision verdict) =>
        verdict.Refusal is null ? verdict.Fault : null;
}
