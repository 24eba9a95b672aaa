using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrainApp.Findings;
using TrainApp.Gui.Service;
using TrainApp.Preflight;
using TrainApp.Reports;

namespace TrainApp.Gui.Api;

/// <summary>The end points about the app, and about a request that nobody starts yet.</summary>
internal static class AppRoutes
{
    public static void MapApp(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/app", (AppService service) => Results.Json(AppDocument.Of(service.App, service.Workspace.Root), ApiJson.Readable.AppDocument))
            .Describe(new("getApp", "The app: its framework, models, options, and the defaults and schema of its hyperparameters.") { Answer = ApiJson.Readable.AppDocument });
        routes.MapPost("/api/validate", ValidateAsync).Describe(new("validate", "Looks at everything that a request for a training would need, and starts nothing.")
        {
            Description = "The findings of the verb check. The answer is 200 also where there are errors; 'ok' tells.",
            Body = OpenApiSchemas.TrainRequest,
            RequiresBody = true,
            Answer = ReportJson.Readable.FindingsReport,
            Refusals = [400, 413, 415, 422],
        });
    }

    private static async Task<IResult> ValidateAsync(AppService service, HttpContext context, CancellationToken cancellationToken)
    {
        var request = TrainRequestBody.Read(await JsonBody.ReadAsync(context, isRequired: true));
        var findings = await Task.Run(() => RequestPreflight.LookAsync(service.App, service.Workspace, request, cancellationToken), cancellationToken);
        return Results.Json(new FindingsReport(!findings.Any(finding => finding.IsError), findings), ReportJson.Readable.FindingsReport);
    }
}
