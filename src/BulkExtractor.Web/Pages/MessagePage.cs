namespace BulkExtractor.Web.Pages;

/// <summary>A page that says one thing.</summary>
internal static class MessagePage
{
    public static IResult Render(int status, string title, string detail) =>
        Page.Render<Message>(new MessageModel(status, title, detail), status);
}

public sealed record MessageModel(int Status, string Title, string Detail);
