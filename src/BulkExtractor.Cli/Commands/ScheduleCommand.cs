using BulkExtractor.Jobs;
using BulkExtractor.Pipeline;
using BulkExtractor.Schedules;

namespace BulkExtractor.Cli.Commands;

internal static class ScheduleCommand
{
    private static readonly Argument<string?> Shown = new("NAME")
    {
        Description = "A job's name; none shows every schedule",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string> Name = new("NAME") { Description = "A job's name" };

    public static Command Create()
    {
        var run = new Command("run", "Runs a schedule now. Example: bulk schedule run invoices") { Name };
        run.SetAction(RunNowAsync);
        var pause = new Command(
            "pause", "Runs a schedule no more until it is resumed. Example: bulk schedule pause invoices")
        {
            Name,
        };
        pause.SetAction((parsed, token) =>
            ChangeAsync(parsed, (schedules, job) => schedules.PauseAsync(job, token), "paused", token));
        var resume = new Command(
            "resume", "Lets a paused schedule go on. Example: bulk schedule resume invoices")
        {
            Name,
        };
        resume.SetAction((parsed, token) =>
            ChangeAsync(parsed, (schedules, job) => schedules.ResumeAsync(job, token), "on", token));
        var command = new Command("schedule", "Nightly runs: when they were and will be. Example: bulk schedule")
        {
            Shown, run, pause, resume,
        };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var named = parsed.GetValue(Shown) is { } name ? Find(name) : null;
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        await app.OpenBackgroundJobsAsync(cancellationToken);
        var states = await app.Get<ScheduleService>().ListAsync(named?.Definition.Name, cancellationToken);
        if (named is null && terminal.Json) Terminal.Write(new JsonArray([.. states.Select(ScheduleView.Shape)]));
        else if (named is null) ScheduleView.Show(terminal.Screen, states);
        else if (terminal.Json) Terminal.Write(ScheduleView.Shape(states.Single()));
        else ScheduleView.Show(terminal.Screen, states.Single());
        return ExitCode.Done;
    }

    private static async Task<int> RunNowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var job = Find(parsed.GetValue(Name)!);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        await app.OpenBackgroundJobsAsync(cancellationToken);
        var run = await app.Get<ScheduleRunner>().AskAsync(job, byHand: true, cancellationToken);
        if (terminal.Json) Terminal.Write(ScheduleView.Receipt(job, run));
        else terminal.Say(run is null
            ? $"{job.Definition.Name} runs already; it runs again as soon as that has ended."
            : $"Run {run} of {job.Definition.Name} takes what lies in {Inbox.For(job).Pattern}.");
        if (await app.Get<IWorkerRegistry>().CountAllAsync(realOnly: false, cancellationToken) == 0)
            terminal.Warn("No worker is running, so nothing happens yet: start one with 'bulk worker'.");
        return ExitCode.Done;
    }

    private static async Task<int> ChangeAsync(
        ParseResult parsed,
        Func<IScheduleStore, string, Task<bool>> change,
        string now,
        CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var job = Find(parsed.GetValue(Name)!).Definition.Name;
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        if (!await change(app.Get<IScheduleStore>(), job))
            throw new InputException($"the schedule of {job} is {now} already");
        await app.OpenBackgroundJobsAsync(cancellationToken);
        var state = (await app.Get<ScheduleService>().ListAsync(job, cancellationToken)).Single();
        if (terminal.Json) Terminal.Write(ScheduleView.Shape(state));
        else terminal.Say($"The schedule of {job} is {now}.");
        return ExitCode.Done;
    }

    // One without a schedule is the user's to mend.
    private static Job Find(string name)
    {
        var job = JobsDirectory.Read(name);
        return job.Schedule is not null ? job : throw new InputException(
            $"{Path.Combine(job.Folder, "job.yaml")}: has no schedule; write one: "
            + """schedule: { cron: "0 2 * * *", time_zone: Europe/Berlin, inbox: "inbox/*.csv" }""");
    }
}
