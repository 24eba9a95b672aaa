using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Service;
using TrainApp.Runs;

namespace TrainApp.Gui.Api;

/// <summary>The two end points of the reference system.</summary>
internal static class ReferenceRoutes
{
    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/train_status", Status)
            .Describe(new("trainStatus", "What the newest run does, in the words of the reference system; empty when none goes on.") { Answer = ApiJson.Readable.StatusDocument });
        routes.MapPost("/train_from_api", TrainAsync).Describe(new("trainFromApi", "Starts a training from an app state.")
        {
            Description = "With 'wait', which is the default, the answer comes when the run has ended; without it when the run's process works. A state with an error starts nothing.",
            Body = OpenApiSchemas.TrainFromApi,
            RequiresBody = true,
            Answer = ApiJson.Readable.ResultDocument,
            Refusals = [400, 409, 413, 415, 422],
        });
    }

    private static IResult Status(AppService service)
    {
        var live = service.FindLiveRun() is { } number ? RunStatus.Read(RunFolder.Numbered(service.Workspace, number)) : null;
        return Results.Json(new StatusDocument(TrainingStatus.Of(live)), ApiJson.Readable.StatusDocument);
    }

    private static async Task<IResult> TrainAsync(AppService service, HttpContext context, CancellationToken cancellationToken)
    {
        var body = (await JsonBody.ReadAsync(context, isRequired: true)).CheckFields(["state"]);
        var state = body.Object("state")?.CheckFields([TrainRequestBody.AppState, "wait"]);
        var appState = state is null ? null : TrainRequestBody.State(state, TrainRequestBody.AppState);
        var waits = state?.Flag("wait") ?? true;
        if (appState is null && body.Problems.Count == 0 && state is not { Problems.Count: > 0 })
            body.Report("state", "Expected {\"state\": {\"app_state\": …}}: an app state, its text, or the absolute path of its file.");
        body.RequireSound();
        state!.RequireSound();
        var status = await service.Runs.StartAsync(new TrainRequest { AppState = appState }, _ => { }, cancellationToken);
        if (waits) status = await service.Runs.WaitAsync(status, cancellationToken);
        return Results.Json(new ResultDocument(service.Runs.Report(status)), ApiJson.Readable.ResultDocument);
    }
}
