using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Schema;

namespace BulkExtractor.Cli.Work;

/// <summary>Asks a provider whether an account can be used, and says what to mend, the first cause first.</summary>
internal sealed class AccountCheck(HttpClient http)
{
    private const int AnswerTokens = 300;
    private const int TextTokens = 10;
    private const string Text = "A note for Ada.";

    private readonly ProviderClient _provider = new(http, TimeProvider.System);

    /// <summary>Asks for its list of models, and for its day, which cost nothing.</summary>
    public async Task<HealthCheck> ListAsync(Pool pool, Account account, CancellationToken cancellationToken)
    {
        var told = await _provider.ListModelsAsync(account, cancellationToken);
        if (told.Value is not { } listing) return Unlisted(account, told);
        var day = await _provider.ReadDayAsync(account, cancellationToken);
        var left = day.Value is { } free ? $", {free.Limit - free.Used} of {free.Limit} free requests left today" : "";
        var lost = Lost(pool, account, listing);
        return Right(account, $"{account.Address} lists {listing.Models.Count} models{left}{lost}");
    }

    /// <summary>Asks one of its models for a little, which counts against its limits.</summary>
    public async Task<HealthCheck> AskAsync(Model model, CancellationToken cancellationToken)
    {
        var (client, started) = (new ModelClient(http, TimeProvider.System), TimeProvider.System.GetTimestamp());
        var reply = await client.AskAsync(Little(model), cancellationToken);
        var time = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return reply.Failure switch
        {
            null => Right(model.Account, $"{model.Id} answered in {time:0.0} s"),
            { Class: FailureClass.AccountPaused or FailureClass.ModelPaused, IsOfForm: false } busy =>
                Right(model.Account, $"{model.Id} cannot be asked just now: {busy.Reason}"),
            var failure => Wrong(model.Account, $"{model.Id}: {failure.Reason}"),
        };
    }

    // What is nearer to this machine is the likelier cause: network, address, key, limits, the provider itself.
    private static HealthCheck Unlisted(Account account, ProviderAnswer<Listing> told) => told.Failure switch
    {
        null => Wrong(account, $"{account.Address} {told.Problem}: check the address and the network"),
        { OfAddress: true } when !told.InJson => Wrong(
            account, $"{account.Address} {told.Problem}, and not as an API does: check the address in the pool file"),
        { OfAddress: true } => Right(account, $"{account.Address} has no list of models ({told.Problem}), so neither"
            + " key nor models are checked: --ask does"),
        { Class: FailureClass.AccountStopped } failure => Wrong(account, failure.Reason),
        { Class: FailureClass.AccountPaused or FailureClass.ModelPaused } failure =>
            Right(account, $"{account.Address} cannot be asked just now: {failure.Reason}"),
        { Reason: var reason } => Wrong(account, $"{account.Address} {told.Problem}: {reason}"),
    };

    private static string Lost(Pool pool, Account account, Listing listing)
    {
        var listed = listing.Models.Select(model => model.Id).ToHashSet();
        string[] lost =
        [
            .. pool.Models.Where(model => model.Account.Id == account.Id && !listed.Contains(model.Id))
                .Select(model => model.Id),
        ];
        return lost.Length == 0 || !listing.Complete ? "" : $"; it does not list {string.Join(", ", lost)}";
    }

    private static Pack Little(Model model)
    {
        var name = new FieldSchema { Types = [FieldType.String] };
        var definition = new Definition
        {
            Name = "doctor",
            Schema = """{"type":"object","properties":{"name":{"type":"string"}}}""",
            Fields = new FieldSchema
            {
                Types = [FieldType.Object],
                Properties = [new FieldProperty("name", name)],
            },
        };
        var chunk = new LeasedChunk(1, 1, 1, 0, 1, Text, TextTokens, 0, []);
        return new Pack(model, definition, [new PackedChunk("document", chunk)])
        {
            MaxTokens = Math.Min(AnswerTokens, model.MaxOutput),
        };
    }

    private static HealthCheck Right(Account account, string finding) => new(account.Name, true, finding);

    private static HealthCheck Wrong(Account account, string finding) => new(account.Name, false, finding);
}
