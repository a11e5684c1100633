using System.Reflection;
using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Api;

/// <summary>Refuses a parameter of an address that means nothing: <c>limt=1</c> would submit all rows.</summary>
internal static class KnownParameters
{
    /// <summary>A filter for an endpoint, which knows the names that it reads.</summary>
    public static EndpointFilterDelegate Check(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var parameters = endpoint.MethodInfo.GetParameters();
        var readsOptions = parameters.Any(parameter => parameter.ParameterType == typeof(HttpRequest));
        string[] known =
        [
            .. parameters.Where(IsSaid).Select(NameOf),
            .. parameters.SelectMany(NamesWithin),
            .. readsOptions ? SubmitOptionsQuery.Names : [],
        ];
        return context =>
        {
            var unknown = context.HttpContext.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name));
            return unknown is null ? next(context) : ValueTask.FromResult<object?>(Problems.Create(
                400,
                "Unknown parameter",
                $"There is no parameter '{unknown}'; {NearestName.Suggest(unknown, known)}."));
        };
    }

    // Those of the route stand among them, which nobody says behind a question mark.
    private static bool IsSaid(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return (type.IsPrimitive || type.IsEnum || type == typeof(string))
            && parameter.GetCustomAttribute<FromHeaderAttribute>() is null;
    }

    private static IEnumerable<string> NamesWithin(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is null ? [] : parameter.ParameterType.GetProperties()
            .Select(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name)
            .OfType<string>();

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;
}
