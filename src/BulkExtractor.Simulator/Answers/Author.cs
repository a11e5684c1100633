using System.Text;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Writes what a simulated model says to a request.</summary>
internal sealed class Author(IAnswers answers)
{
    /// <summary>The reply to a request that carries no documents: somebody knocks.</summary>
    private const string Greeting = "OK";

    public Completion Write(Verdict verdict)
    {
        var (request, model) = (verdict.Visit.Request!, verdict.Visit.Model!);
        var whole = ContentFaults.Spoil(Answer(request, verdict), verdict.Fault, verdict.Dice);
        var allowed = Math.Min(request.MaxTokens ?? model.MaxOutput, model.MaxOutput);
        var content = ContentFaults.Cut(whole, Tokens.Length(allowed));
        return new Completion(IdOf(verdict), model, verdict.Arrival.Utc)
        {
            Content = content,
            CutOff = content.Length < whole.Length || verdict.Fault == FaultKind.Truncated,
            PromptTokens = request.PromptTokens,
        };
    }

    private string Answer(ChatRequest request, Verdict verdict)
    {
        var count = request.Documents.Count;
        if (count == 0) return Greeting;
        var dropped = verdict.Fault == FaultKind.Dropped ? verdict.Dice.Pick(Draw.Form, count) : -1;
        var json = Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("documents");
            foreach (var (index, document) in request.Documents.Index())
            {
                if (index == dropped) continue;
                json.WriteStartObject();
                json.WriteString("id", document.Id);
                json.WritePropertyName("fields");
                answers.Answer(document.Text, request.Schema).WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return Encoding.UTF8.GetString(json.Span);
    }

    private static string IdOf(Verdict verdict) =>
        $"gen-{verdict.Arrival.Utc.ToUnixTimeSeconds()}-"
        + $"{verdict.Dice.Bits(Draw.Id):x16}{verdict.Arrival.Number:x}";
}
