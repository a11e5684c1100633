using BulkExtractor.Access;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Tells where other programs read results, and lets them log in if a password is set.</summary>
internal static class ConnectionView
{
    private const string Variable = "BULK_READ_PASSWORD";
    private const int Shortest = 12;

    public static async Task<int> ShowAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var password = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;
        if (password is { Length: < Shortest })
            throw new InputException($"{Variable} is short: take at least {Shortest} characters");

        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var login = await app.Get<IResultReaders>().LetInAsync(password, cancellationToken);
        if (terminal.Json) Terminal.Write(Shape(login));
        else Say(terminal, login);
        return ExitCode.Done;
    }

    private static void Say(Terminal terminal, ReaderLogin login)
    {
        terminal.Say($"Results are views in the schema {ReaderLogin.Schema}, one a job, for all that read PostgreSQL:");
        terminal.Say($"  host {login.Host}, port {login.Port}, database {login.Database}, user {ReaderLogin.Role}");
        terminal.Say(
            $"  psql \"host={login.Host} port={login.Port} dbname={login.Database} user={ReaderLogin.Role}\"");
        terminal.Say(login.IsOpen switch
        {
            true => $"{ReaderLogin.Role} may log in. {Variable}=… bulk doctor --connection gives it another password.",
            false => $"{ReaderLogin.Role} cannot log in yet: {Variable}=… bulk doctor --connection lets it.",
            null => $"The server has no role {ReaderLogin.Role}: let its owner make it, and start once more.",
        });
    }

    private static JsonObject Shape(ReaderLogin login) => new()
    {
        ["host"] = login.Host,
        ["port"] = login.Port,
        ["database"] = login.Database,
        ["user"] = ReaderLogin.Role,
        ["schema"] = ReaderLogin.Schema,
        ["login"] = login.IsOpen,
    };
}
