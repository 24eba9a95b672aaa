using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Streaming;

namespace TrainApp.Gui.Api;

/// <summary>The HTTP API: the words and the JSON of the command line, through the service that the page uses.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").AddEndpointFilter(ApiRefusals.CatchAsync);
        api.MapApp();
        api.MapRuns();
        api.MapRunActions();
        api.MapRunData();
        api.MapArtifacts();
        api.MapProjects();
        api.MapSettings();
        api.MapStream();
        api.MapReference();
        api.MapOpenApi();
        api.MapFallback("/api/{**path}", (HttpContext context) => ApiProblem.Of(
            StatusCodes.Status404NotFound,
            "no-end-point",
            $"There is no end point {context.Request.Method} {context.Request.Path}.",
            $"{OpenApiRoute.Address} describes all there are."));
    }
}
