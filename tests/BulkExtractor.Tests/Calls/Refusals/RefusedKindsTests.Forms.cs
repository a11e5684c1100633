using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Calls.Refusals;

public sealed partial class RefusedKindsTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"This model does not support response format `json_schema`."}}""")]
    [InlineData(400, """{"error":{"message":"This response_format type is unavailable now"}}""")]
    [InlineData(400, """{"error":{"message":"response_format is not supported / invalid JSON schema"}}""")]
    [InlineData(400, """{"error":{"message":"failed to parse grammar","code":400}}""")]
    [InlineData(400, """{"error":{"message":"Wrong","code":"json_validate_failed","failed_generation":"{"}}""")]
    [InlineData(400, """{"object":"error","message":"The JSON schema contains features not supported by xgrammar."}""")]
    [InlineData(422, """{"detail":[{"loc":["body","response_format"],"msg":"extra fields not permitted"}]}""")]
    [InlineData(422, """
        {"message":{"detail":[{"loc":["body","response_format","json_schema"],"msg":"Extra inputs are not permitted"}]}}
        """)]
    [InlineData(422, "Failed to deserialize: response_format.type `json_schema` is unavailable now at line 1")]
    [InlineData(400, """{"error":"'response_format.type' must be 'json_schema' or 'text'"}""")]
    [InlineData(500, """{"error":{"code":500,"message":"Failed to initialize samplers: failed to parse grammar"}}""")]
    [InlineData(501, """{"error":{"message":"Not implemented: guided decoding"}}""")]
    public void A_shape_that_is_refused_steps_down(int status, string body) =>
        Assert.True(Classify(status, body).FormatRefused);

    [Theory]
    [InlineData("Developer instruction is not enabled for this model", RequestPart.SystemRole)]
    [InlineData("Conversation roles must alternate user/assistant/user/assistant/...", RequestPart.SystemRole)]
    [InlineData("System role not supported", RequestPart.SystemRole)]
    [InlineData("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", RequestPart.CapName)]
    [InlineData("max_completion_tokens: Extra inputs are not permitted", RequestPart.CapName)]
    [InlineData("temperature must be strictly positive, got 0.0", RequestPart.Temperature)]
    [InlineData("Input should be greater than 0; temperature out of range", RequestPart.Temperature)]
    [InlineData("Unsupported value: 'temperature' does not support 0 with this model.", RequestPart.Temperature)]
    public void A_part_that_is_refused_is_named(string message, RequestPart part) =>
        Assert.Equal(part, Classify(400, ErrorWith(message)).Refused);

    [Theory]
    [InlineData("reasoning_effort", "`reasoning_effort` must be one of `low`, `medium` or `high`")]
    [InlineData("reasoning_effort", "property 'reasoning_effort' is unsupported")]
    [InlineData("reasoning", "Reasoning is mandatory for this endpoint and cannot be disabled")]
    [InlineData("chat_template_kwargs", "Thinking cannot be turned off: not supported by this model")]
    [InlineData("top_k", "Unknown name 'top_k': Cannot find field.")]
    public void A_member_of_the_pool_file_that_is_refused_is_named(string name, string message)
    {
        var value = new JsonObject { ["enable_thinking"] = false };
        var model = Model with { Extra = new Dictionary<string, JsonNode?> { [name] = value } };

        Assert.Equal(RequestPart.Extra, Classify(400, ErrorWith(message), model).Refused);
        Assert.NotEqual(RequestPart.Extra, Classify(400, ErrorWith(message)).Refused);
    }

    [Theory]
    [InlineData(400, "`max_tokens` must be less than or equal to `8192`, which is less than", 8192)]
    [InlineData(422, "max_completion_tokens: input should be at most 4096", 4096)]
    [InlineData(400, "max_tokens is too large: 32768. This model supports at most 16384 completion tokens", 16_384)]
    [InlineData(400, "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8192)]
    [InlineData(400, "Range of max_tokens should be [1, 2048]", 2048)]
    [InlineData(400, "max_tokens: 64000 > 8192, which is the maximum allowed number of output tokens", 8192)]
    [InlineData(400, "too many tokens: max tokens must be less than or equal to 4096", 4096)]
    [InlineData(400, "maxOutputTokens is 9999 but the supported range is from 1 (inclusive) to 8193 (exclusive)", 8192)]
    [InlineData(422, "max_tokens must be less than 4097", 4096)]
    [InlineData(400, "max_tokens: the maximum number of output tokens is 4096", 4096)]
    [InlineData(402, "You requested up to 4096 max_tokens, but can only afford 2666", 2666)]
    public void The_most_output_is_read_from_the_words(int status, string message, int most) =>
        Assert.Equal(most, Classify(status, ErrorWith(message)).MostOutput);

    [Theory]
    [InlineData("'max_tokens' is too large: 4096. This model's maximum context length is 4096 tokens and your request")]
    [InlineData("the request exceeds the available context size (4096 tokens), try increasing it")]
    [InlineData("Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 900 `inputs`")]
    [InlineData("Prompt contains 900 tokens, too large for model with 4096 maximum context length")]
    [InlineData("prompt is too long: 5000 tokens > 4096 maximum")]
    public void A_context_that_is_smaller_than_told_is_read_from_the_words(string message) =>
        Assert.Equal(4_096, Classify(400, ErrorWith(message)).MostTokens);

    [Theory]
    [InlineData("the request exceeds the available context size, try increasing it")]
    [InlineData("Please reduce the length of the messages or completion.")]
    [InlineData("max_tokens too large")]
    [InlineData("The sum of prompt tokens and max_tokens exceeds the limit of this model")]
    public void What_is_too_much_without_a_figure_is_told_as_that(string message) =>
        Assert.True(Classify(400, ErrorWith(message)) is { TooMuch: true, MostTokens: null, MostOutput: null });

    [Fact]
    public void A_request_larger_than_the_tokens_of_a_minute_names_the_limit_and_blames_nobody()
    {
        var failure = Classify(413, """
            {"error":{"message":"Request too large on tokens per minute (TPM): Limit 8000, Requested 13476","code":"x"}}
            """);

        Assert.Equal((TryElsewhere, 8000), (failure.Class, failure.MostTokens));
    }
}
