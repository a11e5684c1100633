using BulkExtractor.Jobs;
using Spectre.Console;

namespace BulkExtractor.Cli.Commands;

internal static class JobsCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "A job's name, or its folder" };

    public static Command Create()
    {
        var check = new Command("check", "Checks a job without spending anything. Example: bulk jobs check adverts")
        {
            Name,
        };
        check.SetAction(Check);
        var command = new Command("jobs", "The jobs there are. Example: bulk jobs")
        {
            check, JobsDiffCommand.Create(), JobsInitCommand.Create(),
        };
        command.SetAction(List);
        return command;
    }

    private static int List(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed);
        var jobs = JobsDirectory.ReadAll();
        if (terminal.Json)
        {
            Terminal.Write(new JsonArray([.. jobs.Select(Shape)]));
            return ExitCode.Done;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Job", "Fields", "What it extracts");
        foreach (var job in jobs)
        {
            var fields = string.Join(", ", job.Definition.Fields.Properties.Select(property => property.Name));
            table.AddRow(Markup.Escape(job.Definition.Name), Markup.Escape(fields), Markup.Escape(job.Description));
        }

        terminal.Screen.Write(table);
        return ExitCode.Done;
    }

    private static int Check(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed);
        var job = JobsDirectory.Read(parsed.GetValue(Name)!);
        if (terminal.Json) Terminal.Write(Shape(job));
        else
            terminal.Say(
                $"{job.Definition.Name} is right: {job.Definition.Fields.Properties.Count} fields, "
                + $"{job.Definition.Examples.Count} examples that fit the schema.");
        return ExitCode.Done;
    }

    public static JsonNode Shape(Job job) => new JsonObject
    {
        ["name"] = job.Definition.Name,
        ["description"] = job.Description,
        ["folder"] = job.Folder,
        ["fields"] = new JsonArray(
            [.. job.Definition.Fields.Properties.Select(property => JsonValue.Create(property.Name))]),
        ["examples"] = job.Definition.Examples.Count,
    };
}
