namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>The errors of servers that imitate OpenAI, as vLLM writes them.</summary>
internal static class OpenAiWords
{
    public static (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => Error(401, "Unauthorized", "AuthenticationError"),
        RefusalKind.Forbidden or RefusalKind.Region => Error(403, "Forbidden", "PermissionDeniedError"),
        RefusalKind.Unpaid => Error(402, "Payment required", "BillingError"),
        RefusalKind.UnknownModel or RefusalKind.OnlyListed or RefusalKind.GoneModel =>
            Error(404, $"The model `{refusal.Model}` does not exist.", "NotFoundError"),
        RefusalKind.TooLong => Error(400,
            $"This model's maximum context length is {refusal.Most} tokens. However, your request "
            + $"has {refusal.Tokens} tokens. Please reduce the length of the messages.", "BadRequestError"),
        RefusalKind.Busy or RefusalKind.InFlight or RefusalKind.LimitReached or RefusalKind.NeverFits =>
            Error(503, "The server is busy, please try again later", "ServiceUnavailableError"),
        RefusalKind.TooLarge => Error(413, "Request entity too large", "BadRequestError"),
        RefusalKind.NoImages => Error(400, "The model does not support image input", "BadRequestError"),
        _ => Error(400, $"Invalid request {refusal.Subject}".TrimEnd(), "BadRequestError"),
    };

    private static (int Status, object Body) Error(int status, string message, string type) =>
        (status, new { error = new { message, type, param = (string?)null, code = status } });
}
