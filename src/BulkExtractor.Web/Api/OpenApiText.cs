using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BulkExtractor.Web.Api;

/// <summary>What the OpenAPI document says beside the operations.</summary>
internal static class OpenApiText
{
    private const string Bearer = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BulkExtractor",
                Version = "1",
                Description = "Turns rows of text into rows of fields. Ids are strings, times ISO 8601 UTC; "
                    + "what cannot be done is told as application/problem+json.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        // The schema generator cannot look into a converter.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { } inner && inner == typeof(DateTimeOffset))
                (schema.Type, schema.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "date-time");
            else if (context.JsonTypeInfo.Type == typeof(DateTimeOffset))
                (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
            return Task.CompletedTask;
        });
    }
}
