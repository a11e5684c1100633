using BulkExtractor.Submissions;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows the fields that were found for a new job.</summary>
internal static class ProposalView
{
    private const int LongestValue = 40;

    public static void Show(Terminal terminal, JobProposal proposal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Field", "Type", "Found", "Such as");
        foreach (var field in proposal.Fields)
        {
            table.AddRow(
                Markup.Escape(field.Name),
                Markup.Escape(field.Type),
                $"{100 * field.Filled / proposal.Rows} %",
                Markup.Escape(string.Join(" | ", field.Values.Select(value => Excerpt.Cut(value, LongestValue)))));
        }

        terminal.Screen.Write(table);
        terminal.Say(
            $"Found: in how many of the {proposal.Rows} rows. {proposal.Examples.Count} of them become examples.");
    }
}
