using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrainApp.Gui.Api;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Streaming;

namespace TrainApp.Gui.Tests.Api;

/// <summary>The OpenAPI document says what the server does.</summary>
public sealed partial class OpenApiTests(ServedRun served) : IClassFixture<ServedRun>
{
    [Fact]
    public async Task Every_end_point_is_described_and_nothing_else()
    {
        var builder = WebApplication.CreateSlimBuilder();
        foreach (var service in new[] { typeof(AppService), typeof(Draft) }) builder.Services.Add(new(service, _ => throw new NotSupportedException(), ServiceLifetime.Singleton));
        builder.Services.AddStream();
        await using var server = builder.Build();
        server.MapApi();
        var mapped = ((IEndpointRouteBuilder)server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {Bare(endpoint.RoutePattern.RawText!)}"))
            // Not of the API: what the page saves.
            .Where(route => !route.Contains("/settings/", StringComparison.Ordinal));
        var described = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToList();
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Contains("POST /api/runs/{run}/stop", described);
        Assert.Contains("POST /train_from_api", described);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_sentence_and_an_answer()
    {
        var operations = (await DocumentAsync()).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(operations, operation =>
        {
            Assert.EndsWith(".", operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
        });
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema()
    {
        var document = await DocumentAsync();
        var references = References(document).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("#/components/schemas/RunReport", references);
        foreach (var reference in references)
        {
            var at = document;
            foreach (var part in reference.Split('/').Skip(1)) Assert.True(at.TryGetProperty(part, out at), reference);
        }
    }

    [Theory]
    [InlineData("/api/app", "/api/app")]
    [InlineData("/api/runs", "/api/runs")]
    [InlineData("/api/runs/{run}", "/api/runs/1")]
    [InlineData("/api/runs/{run}/metrics", "/api/runs/1/metrics")]
    [InlineData("/api/runs/{run}/artifacts", "/api/runs/1/artifacts")]
    [InlineData("/api/compare", "/api/compare?runs=1")]
    public async Task An_answer_has_exactly_the_fields_of_its_schema(string path, string address)
    {
        var document = await DocumentAsync();
        var answer = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        RequireFields(document, answer, (await served.Client.GetAsync(address)).Json, path);
    }

    [Fact]
    public async Task An_error_has_only_fields_of_its_schema()
    {
        var document = await DocumentAsync();
        var fields = document.GetProperty("components").GetProperty("schemas").GetProperty("ApiProblem").GetProperty("properties").EnumerateObject().Select(field => field.Name).ToList();
        var error = await served.Client.PostAsync("/api/runs", """{"modle": 1, "sed": 2}""");
        Assert.All(error.Json.EnumerateObject(), field => Assert.Contains(field.Name, fields));
        Assert.Equal(["type", "title", "status", "code", "message", "file", "line", "column", "hint", "errors"], fields);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        var document = (await served.Client.GetAsync("/api/openapi.json")).Json;
        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        return document;
    }

    private static void RequireFields(JsonElement document, JsonElement schema, JsonElement value, string place)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            schema = document;
            foreach (var part in reference.GetString()!.Split('/').Skip(1)) schema = schema.GetProperty(part);
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray()) RequireFields(document, items, item, place + "[]");
        }

        if (value.ValueKind != JsonValueKind.Object || schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        Assert.Equal(properties.EnumerateObject().Select(field => field.Name), value.EnumerateObject().Select(field => field.Name));
        foreach (var field in value.EnumerateObject()) RequireFields(document, properties.GetProperty(field.Name), field.Value, $"{place}.{field.Name}");
    }

    private static string Bare(string route) => ConstraintPattern().Replace(route.Replace("**", "", StringComparison.Ordinal), "");

    [GeneratedRegex(":[a-z]+")]
    private static partial Regex ConstraintPattern();

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => field.Name == "$ref" ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
