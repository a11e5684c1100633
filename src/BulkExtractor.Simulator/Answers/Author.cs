using System.Text;
using System.Text.Json;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Writes what a simulated model says to a request.</summary>
internal sealed class Author(IAnswers answers, Misreading misreading)
{
    /// <summary>The reply to a request without documents, by which clients try a connection.</summary>
    private const string Greeting = "OK";

    public Completion Write(AdmissionDecision verdict)
    {
        var (request, model) = (verdict.Visit.Request!, verdict.Visit.Model!);
        var whole = ContentFaults.Spoil(Answer(request, verdict), verdict.Fault, verdict.Dice);
        var allowed = Math.Min(request.MaxTokens ?? model.MaxOutput, model.MaxOutput) - verdict.ThoughtTokens;
        var content = ContentFaults.Cut(whole, Tokens.Length(allowed));
        return new Completion(IdOf(verdict), model, verdict.Arrival.Utc)
        {
            Content = content,
            CutOff = content.Length < whole.Length || verdict.Fault == FaultKind.Truncated,
            PromptTokens = request.PromptTokens,
            ThoughtTokens = verdict.ThoughtTokens,
        };
    }

    private string Answer(ChatRequest request, AdmissionDecision verdict)
    {
        if (request.Documents.Count == 0) return Greeting;
        var misreads = misreading.Begins(verdict.Visit.Model!.Id);
        List<Written> written = [.. request.Documents.Select(document => Read(document, request, misreads))];
        AnswerNoise.Apply(written, verdict.Fault, verdict.Dice, request);
        var json = Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("documents");
            foreach (var document in written) WriteDocument(json, document);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return Encoding.UTF8.GetString(json.Span);
    }

    private Written Read(WireDocument document, ChatRequest request, bool misreads)
    {
        var fields = answers.Answer(document.Text, request.Schema);
        if (misreads) fields = Misreading.Misread(document.Text, fields, Field.Read(request.Schema));
        return new Written(
            document.Id, fields, request.WantsQuotes ? Quotes.Find(document.Text, request.Schema, fields) : null);
    }

    private static void WriteDocument(Utf8JsonWriter json, Written document)
    {
        json.WriteStartObject();
        json.WriteString("id", document.Id);
        json.WritePropertyName("fields");
        document.Fields.WriteTo(json);
        if (document.Quotes is { Count: > 0 } quotes)
        {
            json.WritePropertyName("quotes");
            quotes.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static string IdOf(AdmissionDecision verdict) =>
        $"gen-{verdict.Arrival.Utc.ToUnixTimeSeconds()}-"
        + $"{verdict.Dice.Bits(Draw.Id):x16}{verdict.Arrival.Number:x}";
}
