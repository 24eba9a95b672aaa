using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Gui.Service;
using TrainApp.Reports;
using TrainApp.Workers;

namespace TrainApp.Gui.Api;

/// <summary>The end points that act on a run.</summary>
internal static class RunActionRoutes
{
    private const string AfterEpoch = "afterEpoch", Kill = "kill", Step = "step";

    public static void MapRunActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/runs/{run}/stop", StopAsync).Describe(new("stopRun", "Asks a run to stop after its step; the best checkpoint is published.")
        {
            Description = "The answer comes at once and shows the run as it is then; with 'kill' it comes when the processes are gone.",
            Query =
            [
                new(AfterEpoch, "boolean", "Waits for the end of the epoch."),
                new(Kill, "boolean", "Ends the run's processes at once; what was not saved is lost."),
            ],
            Body = () => OpenApiSchemas.Fields((AfterEpoch, "boolean"), (Kill, "boolean")),
            Status = 202,
            Answer = ReportJson.Readable.RunReport,
            Refusals = [400, 404, 409, 415, 422],
        });
        routes.MapPost("/api/runs/{run}/retry", RetryAsync).Describe(new("retryRun", "Starts to finish a run: publishes what is missing, repeats what failed.")
        {
            Description = "The answer comes when the run's process works on it. A run to which nothing is left to do stays as it is.",
            Query = [new(Step, "string", "A step after training that is repeated though it is done, such as export-onnx; of the exports that one alone.")],
            Body = () => OpenApiSchemas.Fields((Step, "string")),
            Status = 202,
            Answer = ReportJson.Readable.RunReport,
            Refusals = [400, 404, 409, 415, 422],
        });
        foreach (var (word, id) in new[] { ("pause", "pauseRun"), ("resume", "resumeRun") })
        {
            routes.MapPost($"/api/runs/{{run}}/{word}", async (AppService service, string run, CancellationToken cancellationToken) =>
            {
                _ = await service.Runs.FindAsync(run, cancellationToken);
                return ApiProblem.Of(StatusCodes.Status501NotImplemented, "not-offered", $"A run cannot {word}: training does not pause.", "Stop it; its best checkpoint can be trained on.");
            })
            .Describe(new(id, $"Not offered: a run cannot {word}.") { Status = 501, Answer = ApiJson.Sparse.ApiProblem, AnswerType = ApiProblem.ContentType, Refusals = [404] });
        }
    }

    private static async Task<IResult> StopAsync(AppService service, HttpContext context, string run, CancellationToken cancellationToken)
    {
        var body = (await JsonBody.ReadAsync(context, isRequired: false)).CheckFields([AfterEpoch, Kill]);
        var (afterEpoch, kill) = (body.Flag(AfterEpoch) ?? Flag(context, AfterEpoch), body.Flag(Kill) ?? Flag(context, Kill));
        if (afterEpoch && kill) body.Report(Kill, $"'{AfterEpoch}' and '{Kill}' exclude each other.");
        body.RequireSound();
        var status = await service.Runs.StopAsync(run, kill ? StopMoment.Now : afterEpoch ? StopMoment.AfterEpoch : StopMoment.AfterStep, cancellationToken);
        return RunRoutes.Show(service, status, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RetryAsync(AppService service, HttpContext context, string run, CancellationToken cancellationToken)
    {
        var body = (await JsonBody.ReadAsync(context, isRequired: false)).CheckFields([Step]);
        var step = body.Text(Step) ?? (context.Request.Query[Step].ToString() is { Length: > 0 } given ? given : null);
        body.RequireSound();
        return RunRoutes.Show(service, await service.Runs.RetryAsync(run, step, cancellationToken), StatusCodes.Status202Accepted);
    }

    private static bool Flag(HttpContext context, string name) => context.Request.Query[name].ToString() switch
    {
        "" => context.Request.Query.ContainsKey(name),
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw new WrongCallException(StatusCodes.Status422UnprocessableEntity, "query", $"'{name}': expected true or false, found '{other}'."),
    };
}
