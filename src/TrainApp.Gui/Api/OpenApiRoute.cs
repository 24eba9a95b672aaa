using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Api;

/// <summary>The end point that describes all others.</summary>
internal static class OpenApiRoute
{
    public const string Address = "/api/openapi.json";

    public static void MapOpenApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, (AppService service, IEnumerable<EndpointDataSource> sources) =>
                Results.Text(OpenApiDocument.Write(service.App.FrameworkName, sources.SelectMany(source => source.Endpoints)), "application/json"))
            .Describe(new("getOpenApi", "This document.") { AnswerType = "application/json" });
}
