namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Ollama: a prompt that is too long loses its beginning without a word.</summary>
internal sealed class Ollama : Dialect
{
    public static Profile Profile { get; } = new("ollama", new Ollama(), [new("qwen3:4b") { Context = 40_960 }])
    {
        WantsKey = false,
        SilentCut = 4_096,
        Shape = new AnswerShape { ThoughtsIn = "reasoning" },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.UnknownModel or RefusalKind.GoneModel => (404, new
        {
            error = new
            {
                message = $"model \"{refusal.Model}\" not found, try pulling it first",
                type = "not_found_error",
                param = (string?)null,
                code = (string?)null,
            },
        }),
        _ => OpenAiWords.Say(refusal),
    };

    protected override object Entry(ProfileModel model) =>
        new { id = model.Id, @object = "model", created = 1_764_374_400, owned_by = "library" };
}

/// <summary>LM Studio: takes schemas, but no <c>json_object</c>; too long a prompt is a success that is none.</summary>
internal sealed class LmStudio : Dialect
{
    public static Profile Profile { get; } = new("lmstudio", new LmStudio(),
    [
        new("qwen3-4b-instruct") { Context = 8_192, Forms = ["text", "json_schema"] },
    ])
    {
        WantsKey = false,
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.RefusedForm =>
            (400, new { error = "'response_format.type' must be 'json_schema' or 'text'" }),
        RefusalKind.TooLong => (200, new
        {
            error = $"The number of tokens to keep from the initial prompt is greater than the context length "
                + $"({refusal.Tokens} > {refusal.Most}).",
        }),
        RefusalKind.UnknownModel or RefusalKind.GoneModel =>
            (404, new { error = $"Model \"{refusal.Model}\" not found." }),
        _ => OpenAiWords.Say(refusal),
    };
}

/// <summary>llama.cpp: says what does not fit, and that it is still loading.</summary>
internal sealed class LlamaCpp : Dialect
{
    public static Profile Profile { get; } = new("llamacpp", new LlamaCpp(),
    [
        new("gemma-4-e4b-it-Q4_K_M.gguf") { Context = 8_192 },
    ])
    {
        WantsKey = false,
        Shape = new AnswerShape { ThoughtsIn = "reasoning_content" },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.TooLong => (400, new
        {
            error = new
            {
                code = 400,
                message = "the request exceeds the available context size, try increasing it",
                type = "exceed_context_size_error",
                n_prompt_tokens = refusal.Tokens,
                n_ctx = refusal.Most,
            },
        }),
        RefusalKind.Busy or RefusalKind.InFlight =>
            (503, new { error = new { code = 503, message = "Loading model", type = "unavailable_error" } }),
        _ => OpenAiWords.Say(refusal),
    };

    protected override object Entry(ProfileModel model) =>
        new { id = model.Id, @object = "model", owned_by = "llamacpp", meta = new { n_ctx_train = model.Context } };
}

/// <summary>vLLM: prompt and cap together must fit.</summary>
internal sealed class Vllm : Dialect
{
    public static Profile Profile { get; } = new("vllm", new Vllm(), [new("Qwen/Qwen3-8B") { Context = 16_384 }])
    {
        WantsKey = false,
        Parameters = new ParameterRules { CountsCapInContext = true },
        Shape = new AnswerShape { ThoughtsIn = "reasoning_content" },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => OpenAiWords.Say(refusal);

    protected override object Entry(ProfileModel model) =>
        new { id = model.Id, @object = "model", owned_by = "vllm", max_model_len = model.Context };
}

/// <summary>LocalAI: one request after another, and what is too long is a 500.</summary>
internal sealed class LocalAi : Dialect
{
    public static Profile Profile { get; } = new("localai", new LocalAi(), [new("your-model") { Context = 4_096 }])
    {
        WantsKey = false,
        Parameters = new ParameterRules { CountsCapInContext = true },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.TooLong => (500, new
        {
            error = new
            {
                code = 500,
                message = $"rpc error: code = Unknown desc = the request exceeds the available context size "
                    + $"({refusal.Tokens} tokens, {refusal.Most} fit)",
                type = "",
            },
        }),
        RefusalKind.Busy => (503, new { error = new { code = 503, message = "model_loading", type = "server_error" } }),
        _ => OpenAiWords.Say(refusal),
    };
}
