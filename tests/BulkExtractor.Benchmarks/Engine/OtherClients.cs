using System.ClientModel;
using System.Net.Http.Headers;
using BulkExtractor.Batches;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using OpenAI;
using OpenAI.Chat;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>The same requests by others, who keep nothing: a bare loop and the OpenAI SDK.</summary>
internal sealed class OtherClients(StoredBatch batch, Uri address) : IDisposable
{
    private readonly HttpClient _http = ModelClient.CreateHttpClient();
    private readonly ChatClient _chat = new(
        batch.Model.Id,
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = new Uri(address, "/v1") });

    /// <summary>One request a note, by a bare loop over HttpClient.</summary>
    public Task AskBareAsync(int requests, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, requests, Options(cancellationToken), async (number, token) =>
        {
            using var content = new ByteArrayContent(Prompt.Of(PackOf(number)));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(new Uri(address, "/v1/chat/completions"), content, token);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsStringAsync(token);
        });

    /// <summary>One request a note, by the OpenAI .NET SDK.</summary>
    public Task AskSdkAsync(int requests, CancellationToken cancellationToken) => Parallel.ForAsync(
        0, requests, Options(cancellationToken), async (number, token) =>
        {
            ChatMessage[] messages =
            [
                new SystemChatMessage($"<schema>{batch.Definition.Schema}</schema>"),
                new UserChatMessage($"<document id=\"a{number}\">\n{Workspace.Note(number)}\n</document a{number}>"),
            ];
            await _chat.CompleteChatAsync(messages, new ChatCompletionOptions { MaxOutputTokenCount = 500 }, token);
        });

    public void Dispose() => _http.Dispose();

    private Pack PackOf(int number)
    {
        var chunk = new LeasedChunk(number, batch.BatchId, number, 0, 1, Workspace.Note(number), 40, 0, []);
        return new Pack(batch.Model, batch.Definition, [new PackedChunk($"a{number}", chunk)]) { MaxTokens = 500 };
    }

    private ParallelOptions Options(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = new PipelineOptions().Parallelism,
        CancellationToken = cancellationToken,
    };
}
