using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.WebUtilities;

namespace TrainApp.Gui.Api;

/// <summary>Writes the OpenAPI document (3.1) from the end points themselves.</summary>
internal static class OpenApiDocument
{
    private const string Schemas = "#/components/schemas/";

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = SchemaDocumentJson.Default };

    /// <summary>The document.</summary>
    /// <param name="framework">The app's name.</param>
    /// <param name="endpoints">Every end point of the server; those of the API are described.</param>
    public static string Write(string framework, IEnumerable<Endpoint> endpoints)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        Refer(ApiJson.Sparse.ApiProblem, schemas);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>().Where(IsOfApi).OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal))
        {
            var address = AddressOf(endpoint.RoutePattern);
            if (paths[address] is not JsonObject path) paths[address] = path = [];
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                path[method.ToLowerInvariant()] = Operation(endpoint, method, schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = $"Training app {framework}", ["version"] = "1", ["description"] = "Trainings: started, watched, collected. The words and the JSON are those of the app's command line." },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The token that the server prints; a page that has signed in sends its cookie instead." } },
            },
        }.ToJsonString(s_options);
    }

    private static bool IsOfApi(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null
        && (endpoint.Metadata.GetMetadata<ApiOperation>() is not null || endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true);

    /// <summary>The address with bare names in its braces, without constraints.</summary>
    private static string AddressOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    }))));

    private static JsonObject Operation(RouteEndpoint endpoint, string method, JsonObject schemas)
    {
        var operation = endpoint.Metadata.GetMetadata<ApiOperation>() ?? StreamOperations.Find(method, AddressOf(endpoint.RoutePattern))
            ?? throw new InvalidOperationException($"{method} {endpoint.RoutePattern.RawText} is not described.");
        var document = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary };
        if (operation.Description is { } description) document["description"] = description;
        JsonArray parameters = [.. endpoint.RoutePattern.Parameters.Select(PathParameter), .. operation.Query.Select(QueryParameter)];
        if (parameters.Count > 0) document["parameters"] = parameters;
        if (operation.Body is { } body)
            document["requestBody"] = new JsonObject { ["required"] = operation.RequiresBody, ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = body() } } };
        var responses = new JsonObject { [Code(operation.Status)] = Response(operation.Status, operation.AnswerType, operation.Answer, schemas) };
        foreach (var status in operation.Refusals) responses[Code(status)] = Response(status, ApiProblem.ContentType, ApiJson.Sparse.ApiProblem, schemas);
        document["responses"] = responses;
        return document;
    }

    private static JsonObject PathParameter(RoutePatternParameterPart parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = parameter.Name == "run" ? "A run's number or name, or 'latest'." : parameter.IsCatchAll ? "A path of the list, slashes and all." : $"The {parameter.Name}.",
        ["schema"] = new JsonObject { ["type"] = parameter.ParameterPolicies.Any(policy => policy.Content is "int" or "long") ? "integer" : "string" },
    };

    private static JsonObject QueryParameter(ApiParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = "query",
        ["required"] = parameter.IsRequired,
        ["description"] = parameter.Description,
        ["schema"] = new JsonObject { ["type"] = parameter.Type },
    };

    private static JsonObject Response(int status, string? mediaType, JsonTypeInfo? answer, JsonObject schemas)
    {
        var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
        if (answer is not null) response["content"] = new JsonObject { [mediaType ?? "application/json"] = new JsonObject { ["schema"] = Refer(answer, schemas) } };
        else if (mediaType is not null) response["content"] = new JsonObject { [mediaType] = new JsonObject() };
        return response;
    }

    /// <summary>A reference to the schema of a type, which is added when it is the first.</summary>
    private static JsonObject Refer(JsonTypeInfo type, JsonObject schemas)
    {
        var name = type.Kind == JsonTypeInfoKind.Enumerable ? type.ElementType!.Name + "List" : type.Type.Name;
        if (!schemas.ContainsKey(name)) schemas[name] = OpenApiSchemas.Of(type, Schemas + name);
        return new JsonObject { ["$ref"] = Schemas + name };
    }

    private static string Code(int status) => status.ToString(CultureInfo.InvariantCulture);
}
