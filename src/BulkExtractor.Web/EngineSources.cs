using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Web;

/// <summary>Pages that the engine of background jobs brings along.</summary>
/// <param name="Path">Where they are.</param>
/// <param name="Add">Adds the services that they need.</param>
/// <param name="Map">Maps them for those whom the sign-in lets in.</param>
public sealed record EnginePages(
    string Path, Action<IServiceCollection> Add, Action<IEndpointRouteBuilder, PageAccess> Map);

/// <summary>How pages that are not the dashboard's own keep to its sign-in.</summary>
/// <param name="Policy">The policy of those who may look.</param>
/// <param name="MayChange">Whether somebody may do more than look.</param>
public sealed record PageAccess(string Policy, Func<HttpContext, bool> MayChange);
