using BulkExtractor.Notices;

namespace BulkExtractor.Cli.Commands;

/// <summary><c>bulk notify</c>: whether notices would arrive.</summary>
internal static class NotifyCommand
{
    // Of what is named in appsettings.json.
    private const string AllJobs = "all jobs";

    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "A job's name; none tries the targets of all jobs",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var test = new Command("test", """
            Sends a test notice to each target and says what came of it.

            Example: bulk notify test invoices
            """)
        {
            Name,
        };
        test.SetAction(TestAsync);
        return new Command("notify", "Notices to the outside: whether they arrive. Example: bulk notify test")
        {
            test,
        };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var targets = Targets(Settings.Read().Notices, parsed.GetValue(Name));
        if (targets.Count == 0)
            throw new InputException("nobody is told anything: name a target under 'notify' in a job's job.yaml, or in "
                + "appsettings.json for all jobs ('bulk help notices')");
        var test = new NoticeTest(Senders.Create(TimeProvider.System), TimeProvider.System);
        var tried = await test.RunAsync(targets, cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonArray([.. tried.Select(one => Shape(one.Delivery, one.Outcome))]));
        else foreach (var (delivery, outcome) in tried) terminal.Say(Line(delivery, outcome));

        return tried.All(one => one.Outcome.Sent) ? ExitCode.Done : ExitCode.WrongInput;
    }

    // Each once, though several jobs may name it.
    private static List<(string Job, NoticeTarget Target)> Targets(NoticeSettings settings, string? name)
    {
        var jobs = name is null ? JobsDirectory.ReadAll() : [JobsDirectory.Read(name)];
        return
        [
            .. jobs.SelectMany(job => job.Notify
                    .Select(target => (job.Definition.Name, new NoticeTarget(target, settings.AllowsInternal))))
                .Concat(settings.All([]).Select(target => (AllJobs, target)))
                .DistinctBy(one => one.Item2.Target.To),
        ];
    }

    private static string Line(Delivery delivery, DeliveryOutcome outcome) =>
        $"{(outcome.Sent ? "sent  " : "failed")}  {delivery.Target} ({delivery.Notice.Job}): {outcome.Told}";

    private static JsonObject Shape(Delivery delivery, DeliveryOutcome outcome) => new()
    {
        ["to"] = delivery.Target,
        ["job"] = delivery.Notice.Job == AllJobs ? null : delivery.Notice.Job,
        ["kind"] = delivery.Kind,
        ["id"] = delivery.Kind == "ping" ? null : delivery.Notice.Id.ToString(),
        ["sent"] = outcome.Sent,
        ["told"] = outcome.Told,
    };
}
