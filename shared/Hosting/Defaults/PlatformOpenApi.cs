using System.Text.Json;
using MetricsPlatform.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MetricsPlatform.Hosting.Defaults;

/// <summary><c>GET /openapi/v1.json</c>: the routes of this process, for clients, generators and people.</summary>
public static class PlatformOpenApi
{
    private const string Key = "key";

    /// <summary>What a route does, what it answers when all is well, and as what problem details (RFC 9457) otherwise.</summary>
    /// <remarks>401 and 403 are told of every route that needs a key, 429 and 503 of every route.</remarks>
    public static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder route, int status, string summary, params int[] problems) =>
        route.Produces<TAnswer>(status).Describe(summary, problems);

    /// <summary>The same of one that answers with a text that is no JSON.</summary>
    public static RouteHandlerBuilder DescribeText(this RouteHandlerBuilder route, string contentType, string summary, params int[] problems) =>
        route.Produces<string>(StatusCodes.Status200OK, contentType).Describe(summary, problems);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary, int[] problems)
    {
        route.WithSummary(summary);
        foreach (var problem in problems.Append(StatusCodes.Status429TooManyRequests).Append(StatusCodes.Status503ServiceUnavailable))
        {
            route.ProducesProblem(problem);
        }
        return route;
    }

    /// <summary>What the route reads as a stream, and a binding would hold.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder route, string what, params string[] contentTypes) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = what, Required = true,
                Content = contentTypes.ToDictionary(type => type, _ => new OpenApiMediaType()),
            };
            return Task.CompletedTask;
        });

    /// <summary>A parameter that the route reads by itself.</summary>
    public static RouteHandlerBuilder TakesParameter(
        this RouteHandlerBuilder route, string name, string what, bool required = false, bool inHeader = false) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name, Description = what, Required = required, In = inHeader ? ParameterLocation.Header : ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    internal static void AddPlatformOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "MetricsPlatform", Version = "v1", Description = "Security findings, their history and the figures that follow from it." };
            document.Servers = [new OpenApiServer { Url = "/" }];   // whatever address the reader has it from
            document.Tags = null;   // they would be names of classes
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, or a token of an issuer." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ScopeRequirement>().FirstOrDefault() is { } requirement)
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
                operation.Description = $"Scope of the key: {requirement.Words}.";
            }
            else
            {
                operation.Security = [];   // none, and not by oversight
            }
            operation.OperationId ??= JsonNamingPolicy.CamelCase.ConvertName(operation.Tags!.First().Name!);
            operation.Tags = null;
            return Task.CompletedTask;
        });
    });

    /// <summary>Open to everybody: it tells nothing that the source does not.</summary>
    internal static void MapPlatformOpenApi(this IEndpointRouteBuilder routes) => routes.MapOpenApi().AllowAnonymous();

    /// <summary>Tells of a route that it may answer with problem details.</summary>
    internal static ProducesResponseTypeMetadata Problem(int status) => new(status, typeof(ProblemDetails), ["application/problem+json"]);
}
