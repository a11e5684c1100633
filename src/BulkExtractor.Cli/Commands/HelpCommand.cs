using BulkExtractor.Web.Help;

namespace BulkExtractor.Cli.Commands;

internal static class HelpCommand
{
    private static readonly Argument<string?> Topic = new("TOPIC")
    {
        Description = "What to read about; none lists the topics",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("help", "The reference: every property of job.yaml, … Example: bulk help job")
        {
            Topic,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed);
        if (parsed.GetValue(Topic) is not { } name)
        {
            List(terminal);
            return ExitCode.Done;
        }

        var topic = HelpTopic.Find(name) ?? throw new InputException(
            $"there is no topic '{name}'; {NearestName.Suggest(name, [.. HelpTopic.All.Select(one => one.Name)])}");
        if (terminal.Json) Terminal.Write(Shape(topic, topic.Text));
        else terminal.Say(topic.Text.TrimEnd());
        return ExitCode.Done;
    }

    private static void List(Terminal terminal)
    {
        if (terminal.Json)
        {
            Terminal.Write(new JsonArray([.. HelpTopic.All.Select(topic => Shape(topic, null))]));
            return;
        }

        foreach (var topic in HelpTopic.All) terminal.Say($"bulk help {topic.Name,-10} {topic.Title}");
    }

    // The list goes without the texts.
    private static JsonObject Shape(HelpTopic topic, string? text)
    {
        var shape = new JsonObject { ["topic"] = topic.Name, ["title"] = topic.Title };
        if (text is not null) shape["text"] = text;
        return shape;
    }
}
