using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Service;
using TrainApp.Reports;

namespace TrainApp.Gui.Api;

/// <summary>The end points that list, show, start and throw away runs.</summary>
internal static class RunRoutes
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs", (AppService service) => Results.Json(service.Runs.List(), ReportJson.Readable.IReadOnlyListRunListItem))
            .Describe(new("listRuns", "Every run of the workspace, oldest first.") { Answer = ReportJson.Readable.IReadOnlyListRunListItem });
        routes.MapGet("/api/runs/{run}", async (AppService service, string run, CancellationToken cancellationToken) => Show(service, await service.Runs.FindAsync(run, cancellationToken)))
            .Describe(new("getRun", "One run, as the verb show tells it.") { Answer = ReportJson.Readable.RunReport, Refusals = [404] });
        routes.MapPost("/api/runs", StartAsync).Describe(new("startRun", "Starts a training, and answers when its process works on it.")
        {
            Description = "With 'wait' the answer comes when the device is free; a caller that goes away before calls the start off.",
            Body = OpenApiSchemas.TrainRequest,
            RequiresBody = true,
            Status = 201,
            Answer = ReportJson.Readable.RunReport,
            Refusals = [400, 409, 413, 415, 422],
        });
        routes.MapDelete("/api/runs/{run}", TrashAsync).Describe(new("trashRun", "Moves the folder of a run that has ended to the trash of the workspace.")
        {
            Description = "What the run has published stays, since other runs may have started from it. Its number is never used again.",
            Answer = ApiJson.Readable.TrashDocument,
            Refusals = [404, 409],
        });
    }

    /// <summary>A run as the answer of an end point.</summary>
    public static IResult Show(AppService service, Runs.RunStatus status, int code = StatusCodes.Status200OK) =>
        Results.Json(service.Runs.Report(status), ReportJson.Readable.RunReport, statusCode: code);

    private static async Task<IResult> StartAsync(AppService service, HttpContext context, CancellationToken cancellationToken)
    {
        var request = TrainRequestBody.Read(await JsonBody.ReadAsync(context, isRequired: true));
        var status = await service.Runs.StartAsync(request, _ => { }, cancellationToken);
        context.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/runs/{status.Folder.Number}");
        return Show(service, status, StatusCodes.Status201Created);
    }

    private static async Task<IResult> TrashAsync(AppService service, string run, CancellationToken cancellationToken)
    {
        var (number, folder) = await service.Runs.TrashAsync(run, cancellationToken);
        return Results.Json(new TrashDocument(number, folder), ApiJson.Readable.TrashDocument);
    }
}
