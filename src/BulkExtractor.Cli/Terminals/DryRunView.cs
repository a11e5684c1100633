using System.Text;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what a submission would ask.</summary>
internal static class DryRunView
{
    public static async Task<int> ShowAsync(
        Terminal terminal, Submission submission, CancellationToken cancellationToken)
    {
        var documents = await submission.ReadAsync(cancellationToken, submission.FirstPackSize)
            .Take(submission.FirstPackSize)
            .ToListAsync(cancellationToken);
        foreach (var notice in submission.Notices) terminal.Warn(notice);
        foreach (var note in submission.Batch.Notes.Sentences) terminal.Warn($"{submission.Batch.Source}: {note}");
        Show(terminal, submission, submission.FirstPack(documents));
        return ExitCode.Done;
    }

    private static void Show(Terminal terminal, Submission submission, Pack pack)
    {
        var shape = submission.Shape;
        var request = JsonNode.Parse(Encoding.UTF8.GetString(Prompt.Write(pack)))!;
        if (terminal.Json)
        {
            Terminal.Write(new JsonObject
            {
                ["format"] = shape.Format,
                ["delimiter"] = shape.Dialect?.Delimiter.ToString(),
                ["encoding"] = shape.Dialect?.Encoding,
                ["remarks"] = new JsonArray([.. shape.Remarks.Select(remark => JsonValue.Create(remark))]),
                ["columns"] = new JsonArray([.. shape.Columns.Select(column => JsonValue.Create(column))]),
                ["notes"] = new JsonArray([.. submission.Batch.Notes.Sentences.Select(note => JsonValue.Create(note))]),
                ["models"] = new JsonArray([.. submission.Candidates.Select(model => JsonValue.Create(model.Id))]),
                ["request"] = request,
            });
            return;
        }

        var text = shape.Dialect is { } csv
            ? $" in {csv.Encoding}, delimiter {(csv.Delimiter == '\t' ? "tab" : $"{csv.Delimiter}")}"
            : "";
        terminal.Say($"Read as {shape.Format}{text}, columns: {string.Join(", ", shape.Columns)}");
        terminal.Say($"Models: {string.Join(", ", submission.Candidates.Select(model => model.Id))}");
        terminal.Say($"The first request, to {pack.Model.Id}, with {pack.Chunks.Count} documents:");
        foreach (var message in request["messages"]!.AsArray())
        {
            terminal.Say($"--- {message!["role"]}");
            if (message["content"] is not JsonArray parts) terminal.Say(message["content"]!.ToString());
            else foreach (var part in parts) terminal.Say(Say(part!));
        }

        terminal.Say("Nothing was stored or sent.");
    }

    private static string Say(JsonNode part)
    {
        if (part["text"] is { } text) return text.ToString();
        var url = part["image_url"]!["url"]!.ToString();
        return $"[{url[..url.IndexOf(',', StringComparison.Ordinal)]}, {url.Length:N0} characters]";
    }
}
