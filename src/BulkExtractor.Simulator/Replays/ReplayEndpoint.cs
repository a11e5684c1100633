using System.Text;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Http;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Wire;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Simulator.Replays;

/// <summary>Answers what was recorded, and notes each arrival.</summary>
internal sealed class ReplayEndpoint(
    ReplayBook book, ArrivalOrder order, LedgerPen pen, FaultPlan plan, ServerClock clock)
{
    // These are of the connection over which the answer came, and not of this one.
    private static readonly HashSet<string> OfConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Server", "Transfer-Encoding",
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var (at, utc) = (clock.SinceStart, clock.Utc);
        var body = await RequestBody.ReadAsync(context.Request.BodyReader, context.RequestAborted);
        var asked = ReplayedRequest.Read(body);
        context.Request.BodyReader.AdvanceTo(body.End);
        var status = HttpMethods.IsPost(context.Request.Method)
            ? await NoteAsync(context, asked, at, utc)
            : await AnswerAsync(context, asked);
        if (status is null) context.Abort();
    }

    // Only completions count as arrivals, as where models are played.
    private async Task<int?> NoteAsync(HttpContext context, ReplayedRequest asked, TimeSpan at, DateTimeOffset utc)
    {
        var arrival = order.Next(at, utc, null, asked.Model, arrival => arrival);
        var status = await AnswerAsync(context, asked);
        var decision = new AdmissionDecision(new IncomingRequest(), arrival, plan.DiceOf(arrival.Number));
        await pen.NoteAsync(decision, status, 0, 0, clock.SinceStart);
        return status;
    }

    private async Task<int?> AnswerAsync(HttpContext context, ReplayedRequest asked)
    {
        var recorded = await book.FindAsync(
            context.Request.Method, context.Request.Path, asked, context.RequestAborted);
        if (recorded is null) return await SendUnknownAsync(context, asked);
        if (recorded.Status is { } status) await SendAsync(context, recorded, status);
        return recorded.Status;
    }

    private static async Task SendAsync(HttpContext context, RecordedExchange recorded, int status)
    {
        var (response, bytes) = (context.Response, Encoding.UTF8.GetBytes(recorded.Body ?? ""));
        response.StatusCode = status;
        foreach (var header in recorded.Headers.Where(header => !OfConnection.Contains(header.Name)))
            response.Headers.Append(header.Name, header.Value);
        // A connection that owes bytes is closed: so a broken answer breaks again.
        response.ContentLength = bytes.Length + (recorded.Fault is null ? 0 : 1);
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task<int?> SendUnknownAsync(HttpContext context, ReplayedRequest asked)
    {
        var documents = string.Join(", ", asked.Documents.Select(document => document.Sha256[..12]));
        var reply = ErrorWriter.Write(new ErrorReply(404,
            $"Not in the record: {context.Request.Method} {context.Request.Path}, model {asked.Model ?? "none"}, "
            + $"documents {(documents.Length > 0 ? documents : "none")}"));
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
        return reply.Status;
    }
}
