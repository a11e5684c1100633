using System.ClientModel;
using System.Net.Http.Headers;
using BulkExtractor.Batches;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Calls;
using OpenAI;
using OpenAI.Chat;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>The same requests by others, who keep nothing: a bare loop and the OpenAI SDK.</summary>
internal sealed class OtherClients(StoredBatch batch, Uri address) : IDisposable
{
    /// <summary>The requests that the product has under way at once.</summary>
    public static int AtOnce => EngineRun.Options.Parallelism;

    private readonly HttpClient _http = ModelClient.CreateHttpClient();
    private readonly ChatClient _chat = new(
        batch.Model.Id,
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = new Uri(address, "/v1") });

    /// <summary>One request a note, one after another, by a bare loop over HttpClient.</summary>
    public async Task AskBareAsync(int requests, CancellationToken cancellationToken)
    {
        for (var number = 0; number < requests; number++) await AskBareOnceAsync(number, cancellationToken);
    }

    /// <summary>One request a note, as many at once as the product has under way, by HttpClient.</summary>
    public Task AskBareAtOnceAsync(int requests, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        requests,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (number, token) => await AskBareOnceAsync(number, token));

    /// <summary>One request a note, one after another, by the OpenAI .NET SDK.</summary>
    public async Task AskSdkAsync(int requests, CancellationToken cancellationToken)
    {
        for (var number = 0; number < requests; number++)
        {
            ChatMessage[] messages =
            [
                new SystemChatMessage($"<schema>{batch.Definition.Schema}</schema>"),
                new UserChatMessage($"<document id=\"a{number}\">\n{Workspace.Note(number)}\n</document a{number}>"),
            ];
            var options = new ChatCompletionOptions { MaxOutputTokenCount = 500 };
            await _chat.CompleteChatAsync(messages, options, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task AskBareOnceAsync(int number, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Prompt.Write(PackOf(number)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(address, "/v1/chat/completions"), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    private Pack PackOf(int number)
    {
        var chunk = new LeasedChunk(number, batch.BatchId, number, 0, 1, Workspace.Note(number), 40, 0, []);
        return new Pack(batch.Model, batch.Definition, [new PackedChunk($"a{number}", chunk)]) { MaxTokens = 500 };
    }
}
