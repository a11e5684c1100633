using BulkExtractor.Web.Pages;
using Markdig;

namespace BulkExtractor.Web.Help;

/// <summary>The reference as pages: what <c>bulk help</c> prints.</summary>
internal static class HelpPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/help", () => Page.Render<HelpView>(new HelpModel(HelpTopic.All, null)));
        pages.MapGet("/help/{topic}", (string topic) => HelpTopic.Find(topic) is { } found
            ? Page.Render<HelpView>(new HelpModel(HelpTopic.All, found))
            : Page.Missing($"topic '{topic}'"));
    }
}

/// <summary>The topics, and the one that is read; null lists them.</summary>
public sealed record HelpModel(IReadOnlyList<HelpTopic> Topics, HelpTopic? Shown)
{
    private static readonly MarkdownPipeline Form =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    public string Html => Markdown.ToHtml(Shown!.Text, Form);
}
