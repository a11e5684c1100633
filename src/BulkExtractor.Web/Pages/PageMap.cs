using BulkExtractor.Web.Help;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Pages;

internal static class PageMap
{
    public static void Map(WebApplication application)
    {
        var pages = application.MapGroup("").ExcludeFromDescription();
        pages.WithMetadata(new RequestSizeLimitAttribute(DashboardServer.LargestForm));
        pages.AddEndpointFilter(CheckFormAsync);
        BatchPages.Map(pages);
        UploadPages.Map(pages);
        DocumentPages.Map(pages);
        OverviewPages.Map(pages);
        NewJobPages.Map(pages);
        JobEditorPages.Map(pages);
        HelpPages.Map(pages);
        SignInPages.Map(pages);
        SessionPages.Map(pages);
        Assets.Map(pages);
    }

    // Every form carries a secret of the page it stood on; other sites cannot know it.
    private static async ValueTask<object?> CheckFormAsync(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            var forms = (IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!;
            await forms.ValidateRequestAsync(context);
        }

        return await next(invocation);
    }
}
