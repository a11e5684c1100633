using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Pages;

/// <summary>Renders a page from what was read for it: a page is a function of its model.</summary>
internal static class Page
{
    public static RazorComponentResult<TPage> Render<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public static IResult Missing(string what) =>
        MessagePage.Render(
            StatusCodes.Status404NotFound, $"There is no {what}", "It was deleted, or the address is wrong.");
}
